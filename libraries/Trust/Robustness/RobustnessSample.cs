namespace MlPlatform.Trust.Robustness;

/// <summary>The rows that are attacked, and what is known of them.</summary>
/// <param name="Rows">Row-major values.</param>
public sealed record RobustnessSample(double[] Rows)
{
    /// <summary>The true label of every row. Where given, a row that the model has wrong anyway is at distance 0 (adversarial accuracy);
    /// where not, every row starts right.</summary>
    public IReadOnlyList<int>? TrueLabels { get; init; }

    /// <summary>By row, the place of its group in <see cref="GroupNames"/>; −1 for none.</summary>
    public IReadOnlyList<int>? Groups { get; init; }

    public IReadOnlyList<string> GroupNames { get; init; } = [];

    internal int Count(int width)
    {
        if (Rows.Length == 0 || Rows.Length % width != 0) throw new TrustException($"{Rows.Length} values are no whole rows of {width} to attack.");
        var count = Rows.Length / width;
        if (TrueLabels is not null && TrueLabels.Count != count) throw new ArgumentException($"There are {TrueLabels.Count} labels of {count} rows.", nameof(width));
        if (Groups is not null && Groups.Count != count) throw new ArgumentException($"There are {Groups.Count} groups of {count} rows.", nameof(width));
        if (Groups is not null && Groups.Any(group => group < -1 || group >= GroupNames.Count)) throw new ArgumentException("A row's group has no name.", nameof(width));
        return count;
    }
}
