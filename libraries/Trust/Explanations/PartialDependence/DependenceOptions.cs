namespace MlPlatform.Trust.Explanations.PartialDependence;

/// <summary>What a partial dependence keeps and how it is worked out.</summary>
public sealed record DependenceOptions
{
    /// <summary>One weight per row of the background, not negative; null: all weigh 1.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Whether the curve of every row is kept (individual conditional expectation).</summary>
    public bool Individual { get; init; }

    /// <summary>How many threads share the rows; the numbers do not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
