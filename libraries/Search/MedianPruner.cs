namespace MlPlatform.Search;

/// <summary>Never ends a trial.</summary>
public sealed class NeverPruner : IPruner
{
    public bool ShouldPrune(Trial trial, IReadOnlyList<Trial> history, Direction direction) => false;
}

/// <summary>Ends a trial whose best step so far is worse than the median of the completed trials' running averages at the same step.</summary>
public sealed class MedianPruner(int warmupTrials = 3, int warmupSteps = 1) : IPruner
{
    public bool ShouldPrune(Trial trial, IReadOnlyList<Trial> history, Direction direction)
    {
        var step = trial.Steps.Count;
        if (step <= warmupSteps) return false;
        var averages = history
            .Where(other => other.State == TrialState.Completed && other.Number != trial.Number && other.Steps.Count >= step)
            .Select(other => other.Steps.Take(step).Average())
            .Order().ToArray();
        if (averages.Length < warmupTrials) return false;
        var middle = averages.Length / 2;
        var median = averages.Length % 2 == 1 ? averages[middle] : (averages[middle - 1] + averages[middle]) / 2;
        var best = direction == Direction.Maximize ? trial.Steps.Max() : trial.Steps.Min();
        return direction.IsBetter(median, best);
    }
}
