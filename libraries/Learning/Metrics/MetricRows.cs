namespace MlPlatform.Learning.Metrics;

/// <summary>What a metric judges: outputs of a model beside what is true.</summary>
public readonly ref struct MetricRows
{
    /// <param name="outputs">One number per row; of a model of several outputs, <paramref name="width"/> per row, one row after another.</param>
    /// <param name="labels">What is true, per row; empty for metrics that need no labels.</param>
    /// <param name="weights">One per row, or empty for one each.</param>
    /// <param name="width">How many outputs a row has.</param>
    public MetricRows(ReadOnlySpan<double> outputs, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, int width = 1)
    {
        if (!labels.IsEmpty) MetricMath.CheckLengths(outputs.Length, labels.Length, weights.Length, width);
        Outputs = outputs;
        Labels = labels;
        Weights = weights;
        Width = width;
    }

    public ReadOnlySpan<double> Outputs { get; }

    public ReadOnlySpan<double> Labels { get; }

    public ReadOnlySpan<double> Weights { get; }

    public int Width { get; }

    /// <summary>For ranking, the group of each row; empty where all rows are one group.</summary>
    public ReadOnlySpan<int> Groups { get; init; }

    /// <summary>A score at or above it answers 1.</summary>
    public double Threshold { get; init; } = 0.5;
}
