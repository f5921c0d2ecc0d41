namespace MlPlatform.Trust.Mitigation;

/// <summary>A group's scores counted once: what every cut between two different scores selects.</summary>
/// <remarks>Cut 0 selects nobody, cut k the k highest different scores; thresholds lie halfway between, the last at minus infinity.</remarks>
internal sealed class GroupScores
{
    private readonly double[] descending;
    private readonly double[] truePositives;
    private readonly double[] falsePositives;

    /// <param name="scores">Every score of the group, which are sorted here.</param>
    /// <param name="weights">The weight of each, negative where the label is unfavourable.</param>
    private GroupScores(double[] scores, double[] weights)
    {
        Array.Sort(scores, weights);
        descending = new double[scores.Length];
        (truePositives, falsePositives) = (new double[scores.Length + 1], new double[scores.Length + 1]);
        var cuts = 0;
        for (var i = scores.Length - 1; i >= 0; i--)
        {
            if (cuts == 0 || descending[cuts - 1] != scores[i])
            {
                descending[cuts++] = scores[i];
                (truePositives[cuts], falsePositives[cuts]) = (truePositives[cuts - 1], falsePositives[cuts - 1]);
            }

            if (double.IsNegative(weights[i])) falsePositives[cuts] -= weights[i];
            else truePositives[cuts] += weights[i];
        }

        Array.Resize(ref descending, cuts);
        Array.Resize(ref truePositives, cuts + 1);
        Array.Resize(ref falsePositives, cuts + 1);
    }

    /// <summary>How many cuts there are: one more than different scores.</summary>
    public int Cuts => truePositives.Length;

    /// <summary>The group's counts, whatever the cut.</summary>
    public AnswerCounts Everybody => Rates(Cuts - 1);

    public static GroupScores[] Of(GroupedLabels data, ReadOnlySpan<double> scores)
    {
        data.RequireScores(scores);
        var counts = new int[data.GroupCount];
        foreach (var group in data.Groups) counts[group]++;
        var (own, weights) = (Array.ConvertAll(counts, count => new double[count]), Array.ConvertAll(counts, count => new double[count]));
        for (var row = scores.Length - 1; row >= 0; row--)
        {
            var group = data.Groups[row];
            var place = --counts[group];
            (own[group][place], weights[group][place]) = (scores[row], data.Favorable[row] ? data.Weights[row] : -data.Weights[row]);
        }

        return [.. own.Zip(weights, (groupScores, groupWeights) => new GroupScores(groupScores, groupWeights))];
    }

    public double Threshold(int cut) =>
        cut == 0 ? double.PositiveInfinity : cut == descending.Length ? double.NegativeInfinity : (descending[cut - 1] + descending[cut]) / 2;

    /// <summary>The counts where the favourable answer goes to the scores above the cut.</summary>
    public AnswerCounts Rates(int cut) => new(truePositives[^1], falsePositives[^1], truePositives[cut], falsePositives[cut]);

    /// <summary>The counts where it goes to those below.</summary>
    public AnswerCounts FlippedRates(int cut) =>
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
