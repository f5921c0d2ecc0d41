namespace MlPlatform.Trust.Constraints;

/// <summary>What the learner of a <see cref="RowSpace"/> is told, since numbers alone do not show it.</summary>
public sealed record RowSpaceOptions
{
    /// <summary>The columns whose numbers are codes without an order.</summary>
    public IReadOnlyCollection<string> Categories { get; init; } = [];

    /// <summary>The columns that never change.</summary>
    public IReadOnlyCollection<string> Immutable { get; init; } = [];

    public ColumnScale Scale { get; init; } = ColumnScale.MedianAbsoluteDeviation;

    /// <summary>Whether columns keep the number of decimals that they show in the data; at most six are looked for.</summary>
    public bool KeepDecimals { get; init; }

    /// <summary>How far beyond the range in the data a number may go, as a share of that range.</summary>
    public double Margin { get; init; }
}

/// <summary>Which difference counts as 1.</summary>
public enum ColumnScale
{
    /// <summary>median |x − median|; where it is 0, the standard deviation; where that is 0 too, 1.</summary>
    MedianAbsoluteDeviation = 1,

    /// <summary>√(Σ (x − mean)² / n); where it is 0, 1.</summary>
    StandardDeviation = 2,

    /// <summary>max − min; where it is 0, 1. Differences then are those of Gower and HEOM.</summary>
    Range = 3,

    /// <summary>Always 1: differences count in the columns' own units.</summary>
    None = 4,
}
