namespace MlPlatform.Trust.Mitigation;

/// <summary>What a reduction holds equal between each group and all rows.</summary>
public enum ParityConstraint
{
    /// <summary>P(favourable answer).</summary>
    DemographicParity = 1,

    /// <summary>P(favourable answer | label) for both labels.</summary>
    EqualizedOdds = 2,

    /// <summary>P(favourable answer | favourable label).</summary>
    TruePositiveRateParity = 3,

    /// <summary>P(favourable answer | unfavourable label).</summary>
    FalsePositiveRateParity = 4,

    /// <summary>P(wrong answer).</summary>
    ErrorRateParity = 5,
}

/// <summary>The constraints of a reduction as numbers that must not be above a bound, and what multipliers on them cost each row.</summary>
/// <remarks>
/// Notation of Agarwal et al. 2018: u the answer (error rate parity: whether it is wrong), e an event (all rows, or those of one
/// label), g a group, r the ratio. γ⁺(e,g) = r·E[u | e,g] − E[u | e] and γ⁻(e,g) = r·E[u | e] − E[u | e,g]; each ≤ bound. First all
/// γ⁺ by event and group, then all γ⁻, as in Fairlearn. An event without rows of a group is no constraint.
/// </remarks>
internal sealed class ParityMoments
{
    private readonly GroupedLabels data;
    private readonly ParityConstraint constraint;
    private readonly double ratio;
    private readonly double total;
    private readonly double[] eventWeights;
    private readonly (int Event, int Group)[] pairs;
    private readonly double[] pairWeights;

    public ParityMoments(GroupedLabels data, ParityConstraint constraint, double ratio)
    {
        (this.data, this.constraint, this.ratio) = (data, constraint, ratio);
        eventWeights = new double[2];
        var cells = new double[2 * data.GroupCount];
        for (var row = 0; row < data.Rows; row++)
        {
            total += data.Weights[row];
            if (Event(row) is not (>= 0 and var happening)) continue;
            eventWeights[happening] += data.Weights[row];
            cells[(happening * data.GroupCount) + data.Groups[row]] += data.Weights[row];
        }

        pairs = [.. Enumerable.Range(0, cells.Length).Where(cell => cells[cell] > 0).Select(cell => (cell / data.GroupCount, cell % data.GroupCount))];
        pairWeights = [.. cells.Where(cell => cell > 0)];
        if (pairs.Length == 0) throw new TrustException("No row has the label that the constraint speaks of.");
    }

    /// <summary>How many constraints there are.</summary>
    public int Count => 2 * pairs.Length;

    public double TotalWeight => total;

    /// <summary>γ of these answers.</summary>
    public double[] Gamma(ReadOnlySpan<double> answers)
    {
        var (means, eventMeans) = (new double[pairs.Length], new double[2]);
        var places = Places();
        for (var row = 0; row < answers.Length; row++)
        {
            if (Event(row) is not (>= 0 and var happening)) continue;
            var utility = data.Weights[row] * Utility(row, answers[row]);
            eventMeans[happening] += utility;
            means[places[(happening * data.GroupCount) + data.Groups[row]]] += utility;
        }

        var gamma = new double[Count];
        for (var i = 0; i < pairs.Length; i++)
        {
            var (ofPair, ofEvent) = (means[i] / pairWeights[i], eventMeans[pairs[i].Event] / eventWeights[pairs[i].Event]);
            gamma[i] = (ratio * ofPair) - ofEvent;
            gamma[pairs.Length + i] = (ratio * ofEvent) - ofPair;
        }

        return gamma;
    }

    /// <summary>What the favourable rather than the other answer takes off the Lagrangian, per unit of a row's weight; by row.</summary>
    public double[] SignedWeights(ReadOnlySpan<double> multipliers)
    {
        var places = Places();
        var common = new double[2];
        for (var i = 0; i < pairs.Length; i++)
        {
            common[pairs[i].Event] += (multipliers[i] - (ratio * multipliers[pairs.Length + i])) * total / eventWeights[pairs[i].Event];
        }

        var weights = new double[data.Rows];
        for (var row = 0; row < weights.Length; row++)
        {
            if (Event(row) is not (>= 0 and var happening)) continue;
            var pair = places[(happening * data.GroupCount) + data.Groups[row]];
            var own = (multipliers[pairs.Length + pair] - (ratio * multipliers[pair])) * total / pairWeights[pair];
            weights[row] = (Utility(row, 1) - Utility(row, 0)) * (common[happening] + own);
        }

        return weights;
    }

    /// <summary>Multipliers of opposite constraints less what they share; the Lagrangian is nowhere smaller for it.</summary>
    public double[] Project(double[] multipliers)
    {
        if (ratio != 1) return multipliers;
        var projected = new double[Count];
        for (var i = 0; i < pairs.Length; i++)
        {
            var difference = multipliers[i] - multipliers[pairs.Length + i];
            projected[difference > 0 ? i : pairs.Length + i] = Math.Abs(difference);
        }

        return projected;
    }

    private int Event(int row) => constraint switch
    {
        ParityConstraint.EqualizedOdds => data.Favorable[row] ? 1 : 0,
        ParityConstraint.TruePositiveRateParity => data.Favorable[row] ? 1 : -1,
        ParityConstraint.FalsePositiveRateParity => data.Favorable[row] ? -1 : 0,
        _ => 0,
    };

    private double Utility(int row, double answer) => constraint == ParityConstraint.ErrorRateParity && data.Favorable[row] ? 1 - answer : answer;

    private int[] Places()
    {
        var places = new int[2 * data.GroupCount];
        for (var i = 0; i < pairs.Length; i++) places[(pairs[i].Event * data.GroupCount) + pairs[i].Group] = i;
        return places;
    }
}
