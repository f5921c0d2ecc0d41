namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>The pinball loss, whose best constant is a quantile; absolute error is its half at 0.5.</summary>
/// <remarks>The hessian is 1, since the loss has none: the gradients choose the splits, and each leaf then takes the quantile of its residuals.</remarks>
internal sealed class QuantileLoss(double quantile, string metric) : SingleObjective
{
    public override string Metric => metric;

    public override double? LeafQuantile => quantile;

    public override double[] BaseMargins(BoostingRows rows)
    {
        var values = (float[])rows.Labels.Clone();
        var order = Enumerable.Range(0, rows.Count).ToArray();
        return [WeightedQuantile.Of(values, order, rows.Weights, quantile)];
    }

    public override void Derive(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians)
    {
        var (above, below) = ((float)(1 - quantile), -(float)quantile);
        for (var i = 0; i < margins.Length; i++)
        {
            gradients[i] = margins[i] > labels[i] ? above : margins[i] < labels[i] ? below : 0;
        }

        hessians.Fill(1);
    }
}

/// <summary>Quantiles of weighted numbers.</summary>
internal static class WeightedQuantile
{
    /// <summary>The smallest value at which the weight of the values up to it reaches the share; between two values where it does so exactly.</summary>
    /// <param name="values">One per row; sorted by the call.</param>
    /// <param name="rows">The row of each value; sorted along.</param>
    /// <param name="weights">By row; null where all are 1.</param>
    /// <param name="share">Between 0 and 1.</param>
    public static double Of(float[] values, int[] rows, float[]? weights, double share) => Of(values.AsSpan(), rows, weights, share);

    /// <inheritdoc cref="Of(float[], int[], float[], double)"/>
    public static double Of(Span<float> values, Span<int> rows, float[]? weights, double share)
    {
        if (values.IsEmpty) return 0;
        values.Sort(rows);
        double total = 0;
        foreach (var row in rows) total += weights is null ? 1 : weights[row];
        var target = share * total;
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += weights is null ? 1 : weights[rows[i]];
            if (sum > target) return values[i];
            if (sum == target && sum > 0 && i + 1 < values.Length) return 0.5 * ((double)values[i] + values[i + 1]);
        }

        return values[^1];
    }
}
