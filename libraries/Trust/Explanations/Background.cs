namespace MlPlatform.Trust.Explanations;

/// <summary>What "absent" means for a feature: it takes the values it has in these rows, one after another, with equal weight.</summary>
public sealed class Background
{
    private readonly double[] values;

    public Background(ReadOnlySpan<double> rows, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (rows.IsEmpty || rows.Length % width != 0) throw new ArgumentException($"{rows.Length} values are no whole rows of {width}.", nameof(rows));
        values = rows.ToArray();
        Width = width;
        Means = new double[width];
        for (var i = 0; i < values.Length; i++) Means[i % width] += values[i];
        for (var i = 0; i < width; i++) Means[i] /= Rows;
    }

    public int Width { get; }

    public int Rows => values.Length / Width;

    /// <summary>The mean of every feature over the rows.</summary>
    public double[] Means { get; }

    public ReadOnlySpan<double> Row(int index) => values.AsSpan(index * Width, Width);

    /// <summary>v(S): the mean scores over the background when the features of the coalition have the values of <paramref name="row"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">The row that is explained.</param>
    /// <param name="present">By feature: whether it belongs to the coalition.</param>
    /// <param name="workspace">Scratch of at least <see cref="WorkspaceLength"/> values.</param>
    /// <param name="means">Receives one number per output.</param>
    public void Value(Scorer model, ReadOnlySpan<double> row, ReadOnlySpan<bool> present, Span<double> workspace, Span<double> means)
    {
        var mixed = workspace[..values.Length];
        values.CopyTo(mixed);
        for (var start = 0; start < mixed.Length; start += Width)
        {
            for (var feature = 0; feature < Width; feature++)
            {
                if (present[feature]) mixed[start + feature] = row[feature];
            }
        }

        var scores = workspace.Slice(values.Length, Rows * model.Outputs);
        model.Score(mixed, scores);
        means[..model.Outputs].Clear();
        for (var i = 0; i < scores.Length; i++) means[i % model.Outputs] += scores[i];
        for (var output = 0; output < model.Outputs; output++) means[output] /= Rows;
    }

    /// <summary>How much scratch <see cref="Value"/> needs.</summary>
    public int WorkspaceLength(int outputs) => values.Length + (Rows * outputs);
}
