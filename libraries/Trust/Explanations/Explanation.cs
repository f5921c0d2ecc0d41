namespace MlPlatform.Trust.Explanations;

/// <summary>Contributions of features to scores: every row's contributions and the base value add up to its score.</summary>
public sealed class Explanation
{
    private readonly double[] values;

    public Explanation(IReadOnlyList<string> features, double baseValue, double[] values)
    {
        if (values.Length % features.Count != 0) throw new ArgumentException($"{values.Length} values are no whole rows of {features.Count}.", nameof(values));
        Features = features;
        BaseValue = baseValue;
        this.values = values;
    }

    public IReadOnlyList<string> Features { get; }

    /// <summary>The mean score over the background: what the model says when it knows nothing of the row.</summary>
    public double BaseValue { get; }

    public int Rows => values.Length / Features.Count;

    /// <summary>The contributions of one row, one per feature.</summary>
    public ReadOnlySpan<double> Row(int index) => values.AsSpan(index * Features.Count, Features.Count);

    /// <summary>Per feature, one number over all rows.</summary>
    public double[] Aggregate(ExplanationAggregate how)
    {
        var result = new double[Features.Count];
        if (Rows == 0) return result;
        for (var feature = 0; feature < result.Length; feature++)
        {
            var column = new double[Rows];
            for (var row = 0; row < column.Length; row++) column[row] = values[(row * result.Length) + feature];
            result[feature] = how switch
            {
                ExplanationAggregate.MeanAbsolute => column.Average(Math.Abs),
                ExplanationAggregate.MeanSquare => column.Average(value => value * value),
                ExplanationAggregate.Median => Median(column),
                _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Unknown aggregate."),
            };
        }

        return result;
    }

    /// <summary>The same explanation with features joined: contributions add, so those of one source column may be summed.</summary>
    /// <param name="source">By feature, the name of the column it comes from; order of first appearance is kept.</param>
    public Explanation Join(IReadOnlyList<string> source)
    {
        var names = source.Distinct(StringComparer.Ordinal).ToArray();
        var position = source.Select(name => Array.IndexOf(names, name)).ToArray();
        var joined = new double[Rows * names.Length];
        for (var row = 0; row < Rows; row++)
        {
            var from = Row(row);
            for (var feature = 0; feature < from.Length; feature++) joined[(row * names.Length) + position[feature]] += from[feature];
        }

        return new Explanation(names, BaseValue, joined);
    }

    private static double Median(double[] column)
    {
        Array.Sort(column);
        var middle = column.Length / 2;
        return column.Length % 2 == 1 ? column[middle] : (column[middle - 1] + column[middle]) / 2;
    }
}

/// <summary>How contributions of many rows become one number per feature; the names are Clarify's agg_method.</summary>
public enum ExplanationAggregate
{
    /// <summary>mean_abs</summary>
    MeanAbsolute = 1,

    /// <summary>mean_sq</summary>
    MeanSquare = 2,

    /// <summary>median</summary>
    Median = 3,
}
