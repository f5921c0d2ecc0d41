using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Counterfactuals;

/// <summary>What a good counterfactual is, and how long to look for it.</summary>
/// <remarks>cost = distance + <see cref="Sparsity"/> · (columns changed) + <see cref="Plausibility"/> · (distance to the nearest known row).</remarks>
public sealed record CounterfactualOptions
{
    /// <summary>How many to give, at most.</summary>
    public int Count { get; init; } = 3;

    public DistanceKind Distance { get; init; } = DistanceKind.L1;

    /// <summary>What one more changed column costs, in units of distance.</summary>
    public double Sparsity { get; init; } = 0.1;

    /// <summary>What a unit of distance to the nearest known row costs.</summary>
    public double Plausibility { get; init; }

    /// <summary>What a determinant greater by 1 is worth when the next of several is chosen, in units of cost; 0 takes the cheapest.</summary>
    public double Diversity { get; init; } = 1;

    /// <summary>How many rows the model may be asked to score, per explained row.</summary>
    public int Budget { get; init; } = 5000;

    /// <summary>A space of at most so many rows is listed whole, so that the cheapest is certain (this may pass the budget).</summary>
    public int ListedRows { get; init; } = 20_000;

    public ulong Seed { get; init; } = 1;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Budget);
        ArgumentOutOfRangeException.ThrowIfNegative(ListedRows);
        ArgumentOutOfRangeException.ThrowIfNegative(Sparsity);
        ArgumentOutOfRangeException.ThrowIfNegative(Plausibility);
        ArgumentOutOfRangeException.ThrowIfNegative(Diversity);
    }
}
