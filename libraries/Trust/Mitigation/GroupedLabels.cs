namespace MlPlatform.Trust.Mitigation;

/// <summary>Rows as a mitigation sees them: whose they are, whether their outcome was the favourable one, how much they count.</summary>
/// <remarks>
/// A group is a code 0..k-1. Where a method speaks of two sides, code 0 is the rest (AIF360's privileged group, Clarify's facet a)
/// and code 1 the group in question (unprivileged, facet d).
/// </remarks>
public sealed class GroupedLabels
{
    private readonly int[] groups;
    private readonly bool[] favorable;
    private readonly double[] weights;

    /// <param name="groups">The group of each row.</param>
    /// <param name="favorable">Whether each row's observed label is the favourable one.</param>
    /// <param name="groupCount">How many codes there are.</param>
    /// <param name="weights">Finite and not negative, per row; null counts every row once.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a code is out of range.</exception>
    /// <exception cref="TrustException">There are no rows, or a weight is no weight; the message names the row.</exception>
    public GroupedLabels(int[] groups, bool[] favorable, int groupCount, double[]? weights = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(favorable.Length, groups.Length, nameof(favorable));
        if (weights is not null) ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, groups.Length, nameof(weights));
        if (groups.Length == 0) throw new TrustException("There are no rows to learn a mitigation from.");
        if (Array.Exists(groups, code => code < 0 || code >= groupCount)) throw new ArgumentException($"A group code is not between 0 and {groupCount - 1}.", nameof(groups));
        (this.groups, this.favorable, GroupCount) = (groups, favorable, groupCount);
        this.weights = weights ?? Ones(groups.Length);
        var wrong = Array.FindIndex(this.weights, weight => !(double.IsFinite(weight) && weight >= 0));
        if (wrong >= 0) throw new TrustException($"The weight of row {wrong + 1} is {this.weights[wrong]}; it must be finite and not negative.");
    }

    public int Rows => groups.Length;

    public int GroupCount { get; }

    public ReadOnlySpan<int> Groups => groups;

    public ReadOnlySpan<bool> Favorable => favorable;

    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The same rows with other labels.</summary>
    public GroupedLabels WithLabels(bool[] labels) => new(groups, labels, GroupCount, weights);

    /// <summary>Some of the rows, in the order given.</summary>
    public GroupedLabels Take(ReadOnlySpan<int> rows)
    {
        var (someGroups, someLabels, someWeights) = (new int[rows.Length], new bool[rows.Length], new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++) (someGroups[i], someLabels[i], someWeights[i]) = (groups[rows[i]], favorable[rows[i]], weights[rows[i]]);
        return new GroupedLabels(someGroups, someLabels, GroupCount, someWeights);
    }

    internal void RequireTwoGroups(string method)
    {
        if (GroupCount != 2) throw new ArgumentException($"{method} compares two groups, 0 the rest and 1 the group in question; there are {GroupCount}.");
    }

    internal void RequireScores(ReadOnlySpan<double> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, Rows, nameof(scores));
        for (var row = 0; row < scores.Length; row++)
        {
            if (!double.IsFinite(scores[row])) throw new TrustException($"The score of row {row + 1} is {scores[row]}, which is no number.");
        }
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
