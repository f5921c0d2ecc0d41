using System.Runtime.InteropServices;
using System.Text.Json;
using MlPlatform.Learning;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Algorithms.Training;

/// <summary>One training job: settings and channels in, metrics on the output, a model and its figures out.</summary>
internal static class TrainCommand
{
    public static int Run(TrainingContainer container, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop, output));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop, output));
        try
        {
            Train(container, output, stop.Token);
            return 0;
        }
        catch (Exception error) when (error is LearningException or TableFormatException or IOException or UnauthorizedAccessException)
        {
            container.WriteFailure(error.Message);
            output.WriteLine($"Training failed: {error.Message}");
            return 1;
        }
    }

    public static void Train(TrainingContainer container, TextWriter output, CancellationToken stopEarly)
    {
        var options = LinearLearnerOptions.Parse(container.Hyperparameters());
        var channels = new ChannelReader(container);
        var training = channels.ReadTraining();
        var validation = channels.ReadLike("validation", training);
        output.WriteLine($"Training on {training.RowCount} rows of {training.Features.Columns.Count} columns, validating on {validation?.RowCount ?? 0}.");

        var model = Fit(container, output, options, training, validation, stopEarly);
        var log = new MetricLog(output);
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (channel, data) in new[] { ("train", training), ("validation", validation), ("test", channels.ReadLike("test", training)) })
        {
            if (data is null) continue;
            foreach (var (name, value) in log.Quality(options.Epochs, channel, model, data)) figures[name] = value;
        }

        ModelWriter.Write(Path.Combine(container.ModelFolder, ModelFile.FileName), model);
        WriteFigures(container, figures);
    }

    private static LinearModel Fit(
        TrainingContainer container, TextWriter output, LinearLearnerOptions options,
        TrainingData training, TrainingData? validation, CancellationToken stopEarly)
    {
        var checkpoint = container.CheckpointFolder is { } folder ? new Checkpoint(folder) : null;
        var resumed = checkpoint?.Find(output);
        var done = resumed?.Epoch ?? 0;
        if (done > 0) output.WriteLine($"Going on after epoch {done} of a checkpoint.");
        var log = new MetricLog(output);
        var context = new FitContext
        {
            Validation = validation,
            Start = resumed?.Model,
            StopEarly = stopEarly,
            OnRound = report =>
            {
                var epoch = done + report.Round;
                var classifier = options.PredictorType == PredictorType.BinaryClassifier;
                log.Loss(epoch, "train", classifier, report.TrainingLoss);
                if (report.ValidationLoss is { } loss) log.Loss(epoch, "validation", classifier, loss);
                if (validation is not null) log.Quality(epoch, "validation", report.Model(), validation);
                checkpoint?.Save(epoch, report.Model, now: stopEarly.IsCancellationRequested);
            },
        };
        return LinearLearner.Fit(training, options with { Epochs = Math.Max(1, options.Epochs - done) }, context, CancellationToken.None);
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop, TextWriter output)
    {
        signal.Cancel = true;
        output.WriteLine("Stopping after this epoch.");
        stop.Cancel();
    }

    private static void WriteFigures(TrainingContainer container, SortedDictionary<string, double> figures)
    {
        Directory.CreateDirectory(container.OutputDataFolder);
        using var stream = File.Create(Path.Combine(container.OutputDataFolder, "metrics.json"));
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        foreach (var (name, value) in figures) writer.WriteNumber(name, value);
        writer.WriteEndObject();
    }
}
