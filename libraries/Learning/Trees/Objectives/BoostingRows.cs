namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>Rows as boosting sees them besides their bins: labels, weights, groups and the margins so far.</summary>
internal sealed class BoostingRows(float[] labels, float[]? weights, int[]? groupStarts, int outputs)
{
    public int Count => Labels.Length;

    public float[] Labels { get; } = labels;

    /// <summary>A weight per row; null where all are 1.</summary>
    public float[]? Weights { get; } = weights;

    /// <summary>For ranking: the first row of each group and, last, the row count.</summary>
    public int[]? GroupStarts { get; } = groupStarts;

    public int Outputs { get; } = outputs;

    /// <summary>The margins of output 0, then those of output 1, and so on.</summary>
    public float[] Margins { get; } = new float[outputs * (long)labels.Length];

    public Span<float> MarginsOf(int output) => Margins.AsSpan(output * Count, Count);

    public float WeightOf(int row) => Weights is null ? 1 : Weights[row];

    public double TotalWeight()
    {
        if (Weights is null) return Count;
        double sum = 0;
        foreach (var weight in Weights) sum += weight;
        return sum;
    }
}
