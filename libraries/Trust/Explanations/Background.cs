namespace MlPlatform.Trust.Explanations;

/// <summary>What "absent" means for a feature: it takes the values it has in these rows, one after another.</summary>
public sealed class Background
{
    private readonly double[] values;
    private readonly double[] shares;

    /// <param name="rows">Row-major values.</param>
    /// <param name="width">How many values a row has.</param>
    /// <param name="weights">One per row, 0 or more, not all 0; empty where all rows weigh the same.</param>
    public Background(ReadOnlySpan<double> rows, int width, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (rows.IsEmpty || rows.Length % width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {width}.", nameof(rows));
        values = rows.ToArray();
        Width = width;
        shares = SharesOf(weights, Rows);
        Means = new double[width];
        for (var i = 0; i < values.Length; i++) Means[i % width] += values[i] * shares[i / width];
    }

    public int Width { get; }

    public int Rows => values.Length / Width;

    /// <summary>The mean of every feature over the rows.</summary>
    public double[] Means { get; }

    /// <summary>The weight of every row; they sum to 1.</summary>
    public ReadOnlySpan<double> Shares => shares;

    /// <summary>The rows one after another.</summary>
    internal ReadOnlySpan<double> All => values;

    public ReadOnlySpan<double> Row(int index) => values.AsSpan(index * Width, Width);

    /// <summary>v(S): the mean scores over the background when the features of the coalition have the values of <paramref name="row"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">The row that is explained.</param>
    /// <param name="present">By feature: whether it belongs to the coalition.</param>
    /// <param name="workspace">Scratch of at least <see cref="WorkspaceLength"/> values.</param>
    /// <param name="means">Receives one number per output.</param>
    public void Value(Scorer model, ReadOnlySpan<double> row, ReadOnlySpan<bool> present, Span<double> workspace, Span<double> means) =>
        CoalitionValues.Fill(model, this, row, present, workspace[..WorkspaceLength(model.Outputs)], means);

    /// <summary>How much scratch <see cref="Value"/> needs.</summary>
    public int WorkspaceLength(int outputs) => values.Length + (Rows * outputs);

    /// <summary>The features in which a row differs from some background row; a gap equals a gap.</summary>
    internal int[] Varying(ReadOnlySpan<double> row)
    {
        var varying = new List<int>();
        for (var feature = 0; feature < Width; feature++)
        {
            var value = row[feature];
            for (var cell = feature; cell < values.Length; cell += Width)
            {
                if (values[cell].Equals(value)) continue;
                varying.Add(feature);
                break;
            }
        }

        return [.. varying];
    }

    /// <summary>Writes the background with the coalition's features taken from a row.</summary>
    internal void Mix(ReadOnlySpan<double> row, ReadOnlySpan<bool> present, Span<double> mixed)
    {
        values.CopyTo(mixed);
        for (var start = 0; start < values.Length; start += Width)
        {
            for (var feature = 0; feature < Width; feature++)
            {
                if (present[feature]) mixed[start + feature] = row[feature];
            }
        }
    }

    private static double[] SharesOf(ReadOnlySpan<double> weights, int rows)
    {
        var shares = new double[rows];
        if (weights.IsEmpty)
        {
            Array.Fill(shares, 1.0 / rows);
            return shares;
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, rows, nameof(weights));
        var total = 0.0;
        foreach (var weight in weights) total += weight >= 0 ? weight : throw new ArgumentException($"A background row has the weight {weight}.", nameof(weights));
        if (total <= 0 || !double.IsFinite(total)) throw new ArgumentException($"The weights of the background sum to {total}.", nameof(weights));
        for (var row = 0; row < rows; row++) shares[row] = weights[row] / total;
        return shares;
    }
}
