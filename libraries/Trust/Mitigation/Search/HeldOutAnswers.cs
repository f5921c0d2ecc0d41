using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>A candidate's answers to the held-out rows of one split, ready to be counted with any weights.</summary>
internal sealed class HeldOutAnswers
{
    private readonly GroupedLabels rows;
    private readonly double[] chances;
    private readonly double[] scores;
    private readonly int[] byScore;

    /// <param name="rows">The held-out rows.</param>
    /// <param name="answers">The candidate's answers to them.</param>
    /// <param name="candidate">Its name, for messages.</param>
    public HeldOutAnswers(GroupedLabels rows, CandidateAnswers answers, string candidate)
    {
        (this.rows, chances) = (rows, answers.Chances);
        scores = answers.Scores ?? chances;
        if (chances.Length != rows.Rows || scores.Length != rows.Rows) throw new ArgumentException($"{candidate} answered {chances.Length} of {rows.Rows} held-out rows.");
        var wrong = Array.FindIndex(chances, chance => !(chance is >= 0 and <= 1));
        if (wrong >= 0) throw new TrustException($"{candidate} answers held-out row {wrong + 1} with {chances[wrong]}; a chance is from 0 to 1.");
        byScore = [.. Enumerable.Range(0, rows.Rows).OrderBy(row => scores[row])];
    }

    /// <summary>Performance first, then the metrics; null where there is no value.</summary>
    /// <param name="multiplicities">How often each row counts.</param>
    /// <param name="performance">The performance metric.</param>
    /// <param name="metrics">The fairness metrics.</param>
    public double?[] Values(ReadOnlySpan<double> multiplicities, PerformanceMetric performance, IReadOnlyList<BiasMetric> metrics)
    {
        var groups = new GroupRates[2];
        for (var row = 0; row < chances.Length; row++)
        {
            var weight = rows.Weights[row] * multiplicities[row];
            ref var rates = ref groups[rows.Groups[row]];
            rates += rows.Favorable[row] ? new GroupRates(weight, 0, weight * chances[row], 0) : new GroupRates(0, weight, 0, weight * chances[row]);
        }

        var comparison = new FacetComparison(Outcomes("the rest", groups[0]), Outcomes("the group", groups[1]), HasPredictions: true);
        var good = performance == PerformanceMetric.AreaUnderCurve ? AreaUnderCurve(multiplicities) : Performance(performance, groups[0] + groups[1]);
        return [double.IsFinite(good) ? good : null, .. metrics.Select(metric => metric.Compute(comparison).Value)];
    }

    private static double Performance(PerformanceMetric metric, in GroupRates all) => metric switch
    {
        PerformanceMetric.Accuracy => RateMetric.Accuracy.Of(all),
        PerformanceMetric.BalancedAccuracy => RateMetric.BalancedAccuracy.Of(all),
        _ => 2 * all.TruePositives / (all.TruePositives + all.FalsePositives + all.Positives),
    };

    private double AreaUnderCurve(ReadOnlySpan<double> multiplicities)
    {
        double below = 0, pairs = 0, positives = 0;
        for (var i = 0; i < byScore.Length;)
        {
            double here = 0, hereNegative = 0;
            var score = scores[byScore[i]];
            for (; i < byScore.Length && scores[byScore[i]] == score; i++)
            {
                var weight = rows.Weights[byScore[i]] * multiplicities[byScore[i]];
                if (rows.Favorable[byScore[i]]) here += weight;
                else hereNegative += weight;
            }

            pairs += here * (below + (hereNegative / 2));
            positives += here;
            below += hereNegative;
        }

        return pairs / (positives * below);
    }

    private static GroupOutcomes Outcomes(string name, in GroupRates rates) => GroupOutcomes.Of(
        name, rates.TruePositives, rates.FalsePositives, rates.Negatives - rates.FalsePositives, rates.Positives - rates.TruePositives);
}
