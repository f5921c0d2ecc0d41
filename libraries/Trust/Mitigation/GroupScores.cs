namespace MlPlatform.Trust.Mitigation;

/// <summary>A group's scores counted once: what every cut between two different scores selects.</summary>
/// <remarks>Cut 0 selects nobody, cut k the k highest different scores; thresholds lie halfway between, the last at minus infinity.</remarks>
internal sealed class GroupScores
{
    private readonly double[] descending;
    private readonly double[] truePositives;
    private readonly double[] falsePositives;

    private GroupScores(List<(double Score, bool Favorable, double Weight)> rows)
    {
        rows.Sort((left, right) => right.Score.CompareTo(left.Score));
        var (scores, positives, negatives) = (new List<double>(), new List<double> { 0 }, new List<double> { 0 });
        foreach (var (score, favorable, weight) in rows)
        {
            if (scores.Count == 0 || scores[^1] != score)
            {
                scores.Add(score);
                positives.Add(positives[^1]);
                negatives.Add(negatives[^1]);
            }

            (favorable ? positives : negatives)[^1] += weight;
        }

        (descending, truePositives, falsePositives) = ([.. scores], [.. positives], [.. negatives]);
    }

    /// <summary>How many cuts there are: one more than different scores.</summary>
    public int Cuts => truePositives.Length;

    /// <summary>The group's counts, whatever the cut.</summary>
    public GroupRates Everybody => Rates(Cuts - 1);

    public static GroupScores[] Of(GroupedLabels data, ReadOnlySpan<double> scores)
    {
        data.RequireScores(scores);
        var rows = Enumerable.Range(0, data.GroupCount).Select(_ => new List<(double, bool, double)>()).ToArray();
        for (var row = 0; row < scores.Length; row++) rows[data.Groups[row]].Add((scores[row], data.Favorable[row], data.Weights[row]));
        return Array.ConvertAll(rows, group => new GroupScores(group));
    }

    public double Threshold(int cut) =>
        cut == 0 ? double.PositiveInfinity : cut == descending.Length ? double.NegativeInfinity : (descending[cut - 1] + descending[cut]) / 2;

    /// <summary>The counts where the favourable answer goes to the scores above the cut.</summary>
    public GroupRates Rates(int cut) => new(truePositives[^1], falsePositives[^1], truePositives[cut], falsePositives[cut]);

    /// <summary>The counts where it goes to those below.</summary>
    public GroupRates FlippedRates(int cut) =>
        new(truePositives[^1], falsePositives[^1], truePositives[^1] - truePositives[cut], falsePositives[^1] - falsePositives[cut]);

    /// <summary>The cut that selects the scores greater than this number.</summary>
    public int CutAbove(double number)
    {
        var (low, high) = (0, descending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (descending[middle] > number) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
