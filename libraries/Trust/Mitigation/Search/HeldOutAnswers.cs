using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>A candidate's answers to the held-out rows of one split, ready to be counted with any weights.</summary>
internal sealed class HeldOutAnswers
{
    private readonly int[] cells;
    private readonly double[] weights;
    private readonly double[] answered;
    private readonly double[] scores;
    private readonly int[] byScore;

    /// <param name="rows">The held-out rows.</param>
    /// <param name="answers">The candidate's answers to them.</param>
    /// <param name="candidate">Its name, for messages.</param>
    public HeldOutAnswers(GroupedLabels rows, CandidateAnswers answers, string candidate)
    {
        var chances = answers.Chances;
        scores = answers.Scores ?? chances;
        if (chances.Length != rows.Rows || scores.Length != rows.Rows) throw new ArgumentException($"{candidate} answered {chances.Length} of {rows.Rows} held-out rows.");
        var wrong = Array.FindIndex(chances, chance => !(chance is >= 0 and <= 1));
        if (wrong >= 0) throw new TrustException($"{candidate} answers held-out row {wrong + 1} with {chances[wrong]}; a chance is from 0 to 1.");
        weights = rows.Weights.ToArray();
        answered = [.. weights.Zip(chances, (weight, chance) => weight * chance)];
        cells = new int[rows.Rows];
        for (var row = 0; row < cells.Length; row++) cells[row] = (2 * rows.Groups[row]) + (rows.Favorable[row] ? 1 : 0);
        byScore = [.. Enumerable.Range(0, rows.Rows).OrderBy(row => scores[row])];
    }

    /// <summary>Performance first, then the metrics.</summary>
    /// <param name="multiplicities">How often each row counts.</param>
    /// <param name="performance">The performance metric.</param>
    /// <param name="metrics">The fairness metrics.</param>
    public MetricOutcome[] Values(ReadOnlySpan<double> multiplicities, PerformanceMetric performance, IReadOnlyList<BiasMetric> metrics)
    {
        // By group and label: all rows, and those answered favourably.
        Span<double> all = stackalloc double[4], favorable = stackalloc double[4];
        for (var row = 0; row < cells.Length; row++)
        {
            all[cells[row]] += weights[row] * multiplicities[row];
            favorable[cells[row]] += answered[row] * multiplicities[row];
        }

        AnswerCounts rest = new(all[1], all[0], favorable[1], favorable[0]), group = new(all[3], all[2], favorable[3], favorable[2]);
        var comparison = new FacetComparison(Outcomes("the rest", rest), Outcomes("the group", group), HasPredictions: true);
        var good = performance == PerformanceMetric.AreaUnderCurve ? AreaUnderCurve(multiplicities) : Performance(performance, rest + group);
        return
        [
            double.IsFinite(good) ? MetricOutcome.Of(good) : MetricOutcome.Undefined($"there are too few rows or answers of one kind for {performance.Words()}"),
            .. metrics.Select(metric => metric.Compute(comparison)),
        ];
    }

    private static double Performance(PerformanceMetric metric, in AnswerCounts all) => metric switch
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
                var weight = weights[byScore[i]] * multiplicities[byScore[i]];
                if (cells[byScore[i]] % 2 == 1) here += weight;
                else hereNegative += weight;
            }

            pairs += here * (below + (hereNegative / 2));
            positives += here;
            below += hereNegative;
        }

        return pairs / (positives * below);
    }

    private static GroupOutcomes Outcomes(string name, in AnswerCounts rates) => GroupOutcomes.Of(
        name, rates.TruePositives, rates.FalsePositives, rates.Negatives - rates.FalsePositives, rates.Positives - rates.TruePositives);
}
