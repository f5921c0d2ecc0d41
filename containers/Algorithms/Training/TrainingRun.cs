using MlPlatform.Learning;
using MlPlatform.Learning.Models;

namespace MlPlatform.Algorithms.Training;

/// <summary>The fit of a job: goes on from a checkpoint, reports and saves after its rounds.</summary>
internal sealed class TrainingRun(IAlgorithm algorithm, Rounds rounds, MetricLog log, Checkpoint? checkpoint)
{
    /// <summary>The last round that was run, those of earlier attempts included.</summary>
    public int LastRound { get; private set; }

    public ITabularModel Fit(TrainingData training, TrainingData? validation, TextWriter output, CancellationToken stopEarly)
    {
        var resumed = checkpoint?.Find(algorithm.Name, output);
        var done = LastRound = resumed?.Round ?? 0;
        if (done > 0) output.WriteLine($"Going on after round {done} of a checkpoint.");
        if (rounds.AreDone(done)) return resumed!.Value.Model;
        var context = new FitContext
        {
            Threads = Environment.ProcessorCount,
            Validation = validation,
            Start = resumed?.Model,
            StopEarly = stopEarly,
            OnRound = report =>
            {
                LastRound = done + report.Round;
                log.Round(LastRound, report, validation);
                checkpoint?.Save(LastRound, report.Model, now: stopEarly.IsCancellationRequested);
            },
        };
        return algorithm.Fit(training, rounds.After(done), context, CancellationToken.None);
    }
}
