namespace MlPlatform.Search;

/// <summary>Where a trial stands. Samplers and pruners learn from completed and pruned ones; running and failed ones only count as asked.</summary>
public enum TrialState
{
    Running,
    Completed,
    Pruned,
    Failed,
}

/// <summary>One set of parameters and what came of it.</summary>
public sealed record Trial(int Number, IReadOnlyDictionary<string, string> Parameters)
{
    public TrialState State { get; init; } = TrialState.Running;

    /// <summary>The objective; null until the trial has completed.</summary>
    public double? Value { get; init; }

    /// <summary>The objective after each step, as far as it was reported.</summary>
    public IReadOnlyList<double> Steps { get; init; } = [];
}

/// <summary>Whether the objective is to rise or to fall.</summary>
public enum Direction
{
    Minimize,
    Maximize,
}

public static class Directions
{
    /// <summary>Whether the first value is the better one. NaN is never better.</summary>
    public static bool IsBetter(this Direction direction, double first, double second) =>
        direction == Direction.Maximize ? first > second : first < second;
}
