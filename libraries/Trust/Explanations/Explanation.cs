namespace MlPlatform.Trust.Explanations;

/// <summary>Contributions of features to the scores of rows: per row and output, the contributions and the base value add up to the score.</summary>
/// <remarks>Laid out row × output × feature, one number each.</remarks>
public sealed class Explanation
{
    private readonly double[] values;

    /// <param name="features">The names of the features, in order.</param>
    /// <param name="baseValues">One per output: what the model says when it knows nothing of the row.</param>
    /// <param name="values">Rows × outputs × features.</param>
    /// <param name="standardErrors">As the values, where they were found by sampling; null where they are exact.</param>
    public Explanation(IReadOnlyList<string> features, double[] baseValues, double[] values, double[]? standardErrors = null)
    {
        if (values.Length % (features.Count * baseValues.Length) != 0)
        {
            throw new ArgumentException($"{values.Length} values are no whole rows of {baseValues.Length} × {features.Count}.", nameof(values));
        }

        if (standardErrors is not null) ArgumentOutOfRangeException.ThrowIfNotEqual(standardErrors.Length, values.Length, nameof(standardErrors));
        Features = features;
        BaseValues = baseValues;
        StandardErrors = standardErrors;
        this.values = values;
    }

    public IReadOnlyList<string> Features { get; }

    /// <summary>How many scores a row has.</summary>
    public int Outputs => BaseValues.Length;

    /// <summary>One per output: the mean score over the background.</summary>
    public double[] BaseValues { get; }

    /// <summary>Laid out as the contributions: the standard error of each; null where they are exact.</summary>
    public double[]? StandardErrors { get; }

    public int Rows => values.Length / (Outputs * Features.Count);

    /// <summary>The contributions to one score of one row, one per feature.</summary>
    public ReadOnlySpan<double> Row(int index, int output = 0) => values.AsSpan(((index * Outputs) + output) * Features.Count, Features.Count);

    /// <summary>Per feature, one number over all rows.</summary>
    public double[] Aggregate(ExplanationAggregate how, int output = 0)
    {
        var result = new double[Features.Count];
        if (Rows == 0) return result;
        var column = new double[Rows];
        for (var feature = 0; feature < result.Length; feature++)
        {
            for (var row = 0; row < column.Length; row++) column[row] = Row(row, output)[feature];
            result[feature] = how switch
            {
                ExplanationAggregate.MeanAbsolute => column.Average(Math.Abs),
                ExplanationAggregate.MeanSquare => column.Average(value => value * value),
                ExplanationAggregate.Median => SampleStatistics.Median([.. column.Order()]),
                _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Unknown aggregate."),
            };
        }

        return result;
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
