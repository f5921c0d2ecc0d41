namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>How LIME treats columns of numbers.</summary>
public enum LimeBins
{
    /// <summary>Left as numbers; a coefficient is per standard deviation.</summary>
    None = 1,

    /// <summary>Cut at the quartiles; a coefficient is what being in this quarter adds.</summary>
    Quartiles = 4,

    /// <summary>Cut at the deciles.</summary>
    Deciles = 10,
}

/// <summary>What LIME knows of the training data: how each column's values are spread. Made once, used for every row.</summary>
public sealed class LimeTable
{
    private LimeTable(LimeColumn[] columns) => Columns = columns;

    internal LimeColumn[] Columns { get; }

    public int Width => Columns.Length;

    /// <summary>Learns the columns of rows laid one after another.</summary>
    /// <exception cref="TrustException">A column has no value, or lacks values and is to be left as numbers.</exception>
    public static LimeTable Of(IReadOnlyList<string> names, ReadOnlySpan<double> rows, LimeTableOptions options)
    {
        var width = names.Count;
        if (rows.IsEmpty || rows.Length % width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {width}.", nameof(rows));
        var columns = new LimeColumn[width];
        var values = new double[rows.Length / width];
        for (var column = 0; column < width; column++)
        {
            for (var row = 0; row < values.Length; row++) values[row] = rows[(row * width) + column];
            columns[column] = options.Categorical.Contains(column) ? new CategoryColumn(names[column], values)
                : options.Bins == LimeBins.None ? new ContinuousColumn(names[column], values, options.AroundInstance)
                : new BinnedColumn(names[column], values, (int)options.Bins);
        }

        return new LimeTable(columns);
    }
}

/// <summary>How the columns of a table are read.</summary>
public sealed record LimeTableOptions
{
    /// <summary>The columns whose values are codes of categories.</summary>
    public IReadOnlySet<int> Categorical { get; init; } = new HashSet<int>();

    public LimeBins Bins { get; init; } = LimeBins.Quartiles;

    /// <summary>Whether numbers that are not cut are drawn around the explained row rather than around their mean.</summary>
    public bool AroundInstance { get; init; }
}
