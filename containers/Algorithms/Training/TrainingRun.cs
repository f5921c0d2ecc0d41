using MlPlatform.Learning;
using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;

namespace MlPlatform.Algorithms.Training;

/// <summary>The fit of a job: goes on from a checkpoint, reports and saves after its rounds.</summary>
internal sealed class TrainingRun(IAlgorithm algorithm, IReadOnlyDictionary<string, string> hyperparameters, MetricLog log, Checkpoint? checkpoint)
{
    private static readonly string[] RoundNames = ["num_round", "epochs"];

    private readonly int? rounds = RoundsOf(algorithm.Hyperparameters, hyperparameters);

    /// <summary>The last round that was run, those of earlier attempts included.</summary>
    public int LastRound { get; private set; }

    public ITabularModel Fit(TrainingData training, TrainingData? validation, TextWriter output, CancellationToken stopEarly)
    {
        var resumed = checkpoint?.Find(algorithm.Name, output);
        var done = LastRound = resumed?.Round ?? 0;
        if (done > 0) output.WriteLine($"Going on after round {done} of a checkpoint.");
        if (done > 0 && done >= rounds) return resumed!.Value.Model;
        var context = new FitContext
        {
            Threads = Environment.ProcessorCount,
            Validation = validation,
            Start = resumed?.Model,
            RoundsDone = done,
            StopEarly = stopEarly,
            OnRound = report =>
            {
                LastRound = done + report.Round;
                log.Round(LastRound, report, validation);
                checkpoint?.Save(LastRound, report.Model, now: stopEarly.IsCancellationRequested);
            },
        };
        return algorithm.Fit(training, hyperparameters, context, CancellationToken.None);
    }

    /// <summary>The rounds that the job asks for; null for an algorithm that does not count them.</summary>
    private static int? RoundsOf(HyperparameterSet declared, IReadOnlyDictionary<string, string> given)
    {
        var values = declared.Parse(given);
        return declared.All.FirstOrDefault(parameter => RoundNames.Contains(parameter.Name)) is { } rounds
            && values.Number(rounds) is var number && double.IsFinite(number) ? (int)number : null;
    }
}
