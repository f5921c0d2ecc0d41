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

    /// <summary>n: all rows of the group; with weights, the sum of them.</summary>
    public double Rows => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>How many rows there are, whatever their weights.</summary>
    public double RowCount { get; private set; }

    public double TruePositives { get; private set; }

    public double FalsePositives { get; private set; }

    public double FalseNegatives { get; private set; }

    public double TrueNegatives { get; private set; }

    /// <summary>n(1): rows whose observed label is favourable.</summary>
    public double ObservedPositives => TruePositives + FalseNegatives;

    public double ObservedNegatives => TrueNegatives + FalsePositives;

    /// <summary>n'(1): rows whose predicted label is favourable.</summary>
    public double PredictedPositives => TruePositives + FalsePositives;

    public double PredictedNegatives => TrueNegatives + FalseNegatives;

    /// <summary>Rows by observed label value, in the order of the label's codes.</summary>
    public IReadOnlyList<double> LabelCounts => ObservedByLabel;

    internal double[] ObservedByLabel { get; }

    /// <summary>A group given by its confusion matrix, its labels being unfavourable (0) and favourable (1).</summary>
    public static GroupOutcomes Of(string name, double truePositives, double falsePositives, double trueNegatives, double falseNegatives)
    {
        var group = new GroupOutcomes(name, 2);
        group.Add(1, true, true, truePositives, truePositives);
        group.Add(0, false, true, falsePositives, falsePositives);
        group.Add(0, false, false, trueNegatives, trueNegatives);
        group.Add(1, true, false, falseNegatives, falseNegatives);
        return group;
    }

    /// <summary>The rows of several groups together.</summary>
    public static GroupOutcomes Join(string name, IEnumerable<GroupOutcomes> groups)
    {
        GroupOutcomes? joined = null;
        foreach (var group in groups)
        {
            joined ??= new GroupOutcomes(name, group.ObservedByLabel.Length);
            joined.Add(group);
        }

        return joined ?? new GroupOutcomes(name, 0);
    }

    internal void Add(int label, bool observedPositive, bool predictedPositive, double weight, double count)
    {
        RowCount += count;
        ObservedByLabel[label] += weight;
        if (observedPositive && predictedPositive) TruePositives += weight;
        else if (predictedPositive) FalsePositives += weight;
        else if (observedPositive) FalseNegatives += weight;
        else TrueNegatives += weight;
    }

    private void Add(GroupOutcomes other)
    {
        RowCount += other.RowCount;
        TruePositives += other.TruePositives;
        FalsePositives += other.FalsePositives;
        FalseNegatives += other.FalseNegatives;
        TrueNegatives += other.TrueNegatives;
        for (var label = 0; label < ObservedByLabel.Length; label++) ObservedByLabel[label] += other.ObservedByLabel[label];
    }
}
