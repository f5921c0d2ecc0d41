namespace MlPlatform.Trust.Robustness;

/// <summary>What an attack on one row came to.</summary>
/// <param name="Succeeded">Whether the model was seen to give the wanted label to <paramref name="Row"/>, which always is a feasible row.</param>
/// <param name="Row">The nearest row of a wanted label; where none was found, where the attack ended.</param>
/// <param name="Distance">From the original, in the attack's norm over scaled differences (a category counts 1).</param>
/// <param name="Queries">How many rows the model was asked to score.</param>
public sealed record AttackResult(bool Succeeded, double[] Row, double Distance, int Queries)
{
    /// <summary>Every improvement in order: after how many queries the nearest row was how far away.</summary>
    public IReadOnlyList<DistanceAfterQueries> History { get; init; } = [];

    /// <summary>Why nothing was found; null where something was.</summary>
    public string? Reason { get; init; }
}

/// <summary>One step of an attack's progress.</summary>
public readonly record struct DistanceAfterQueries(int Queries, double Distance);
