using System.Runtime.InteropServices;
using System.Text.Json;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Algorithms.Training;

/// <summary>One training job: settings and channels in, metrics on the output, a model and its figures out.</summary>
internal static class TrainCommand
{
    public static int Run(string algorithm, TrainingContainer container, TextWriter output)
    {
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop, output));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop, output));
        try
        {
            Train(algorithm, container, output, stop.Token);
            return 0;
        }
        catch (Exception error) when (error is LearningException or TableFormatException or IOException or UnauthorizedAccessException)
        {
            Report(error, container, output);
            return 1;
        }
    }

    /// <summary>The log first: on a full disk it is all that is left to say why.</summary>
    private static void Report(Exception error, TrainingContainer container, TextWriter output)
    {
        output.WriteLine($"Training failed: {error.Message}");
        try
        {
            container.WriteFailure(error.Message);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            output.WriteLine($"The reason could not be kept in output/failure: {second.Message}");
        }
    }

    public static void Train(string algorithmName, TrainingContainer container, TextWriter output, CancellationToken stopEarly)
    {
        var algorithm = AlgorithmCatalog.Find(algorithmName) ?? throw new LearningException(
            $"There is no algorithm '{algorithmName}'; there are {string.Join(", ", AlgorithmCatalog.All.Select(a => a.Name))}.");
        var hyperparameters = container.Hyperparameters();
        var log = new MetricLog(output, algorithm.Name);
        var job = new TrainingRun(algorithm, hyperparameters, log, container.CheckpointFolder is { } folder ? new Checkpoint(folder, TimeProvider.System) : null);
        var channels = new ChannelReader(container, algorithm.NeedsLabel, hasWeights: hyperparameters.GetValueOrDefault("csv_weights") == "1");
        var training = channels.ReadTraining();
        var validation = channels.ReadLike("validation", training);
        output.WriteLine($"Training on {training.RowCount} rows of {training.Features.Columns.Count} columns, validating on {validation?.RowCount ?? 0}.");

        var model = job.Fit(training, validation, output, stopEarly);
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (channel, data) in new[] { ("train", training), ("validation", validation), ("test", channels.ReadLike("test", training)) })
        {
            if (data is null) continue;
            foreach (var (name, value) in log.Quality(job.LastRound, channel, model, data)) figures[name] = value;
        }

        ModelWriter.Write(Path.Combine(container.ModelFolder, ModelFile.FileName), model, figures);
        WriteFigures(container, figures);
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop, TextWriter output)
    {
        signal.Cancel = true;
        output.WriteLine("Stopping after this round.");
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
