namespace MlPlatform.Trust.Bias;

/// <summary>What happened to one group of rows: how many, which labels, and how the predictions met them.</summary>
/// <remarks>
/// Notation of the metrics: n rows, n(1) with the favourable label, n'(1) with the favourable prediction; TP, FP, TN, FN with
/// "positive" meaning favourable. Counts are doubles so that weighted rows need no second type; whole counts are exact up to 2^53.
/// </remarks>
public sealed class GroupOutcomes
{
    internal GroupOutcomes(string name, int labelValues)
    {
        Name = name;
        ObservedByLabel = new double[labelValues];
    }

    /// <summary>How reasons and reports call the group.</summary>
    public string Name { get; }

    /// <summary>n: all rows of the group.</summary>
    public double Rows { get; private set; }

    /// <summary>n(1): rows whose observed label is favourable.</summary>
    public double ObservedPositives { get; private set; }

    /// <summary>n'(1): rows whose predicted label is favourable.</summary>
    public double PredictedPositives { get; private set; }

    public double TruePositives { get; private set; }

    public double FalsePositives => PredictedPositives - TruePositives;

    public double FalseNegatives => ObservedPositives - TruePositives;

    public double TrueNegatives => Rows - ObservedPositives - PredictedPositives + TruePositives;

    public double ObservedNegatives => Rows - ObservedPositives;

    public double PredictedNegatives => Rows - PredictedPositives;

    /// <summary>Rows by observed label value, in the order of the label's codes.</summary>
    public IReadOnlyList<double> LabelCounts => ObservedByLabel;

    internal double[] ObservedByLabel { get; }

    internal void Add(int label, bool observedPositive, bool predictedPositive, double count)
    {
        Rows += count;
        ObservedByLabel[label] += count;
        if (observedPositive) ObservedPositives += count;
        if (predictedPositive) PredictedPositives += count;
        if (observedPositive && predictedPositive) TruePositives += count;
    }
}
