namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Up to 254 ascending thresholds of one input, laid out so that two vector comparisons count those that a value reaches.</summary>
internal sealed class ThresholdGrid
{
    /// <summary>The most thresholds whose counts, and one for "missing goes right", fit a byte.</summary>
    public const int Most = 254;

    /// <summary>Thresholds per comparison.</summary>
    public const int Group = 16;

    public ThresholdGrid(int feature, ReadOnlySpan<float> ascending)
    {
        Feature = feature;
        var groups = (ascending.Length + Group - 1) / Group;
        Thresholds = Filled(Math.Max(groups, (ascending.Length / Group) + 1) * Group);
        ascending.CopyTo(Thresholds);
        GroupEnds = Filled(Group);
        for (var group = 0; group < ascending.Length / Group; group++) GroupEnds[group] = ascending[(group * Group) + Group - 1];
    }

    public int Feature { get; }

    /// <summary>The thresholds, filled up to whole groups with NaN, which no value reaches.</summary>
    public float[] Thresholds { get; }

    /// <summary>The last threshold of each full group.</summary>
    public float[] GroupEnds { get; }

    /// <summary>The column in which a missing value reaches no threshold, or -1.</summary>
    public int LowColumn = -1;

    /// <summary>The column in which a missing value reaches all, or -1.</summary>
    public int HighColumn = -1;

    private static float[] Filled(int length)
    {
        var values = new float[length];
        Array.Fill(values, float.NaN);
        return values;
    }
}
