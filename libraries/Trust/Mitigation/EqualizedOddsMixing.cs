namespace MlPlatform.Trust.Mitigation;

/// <summary>How one group's predicted labels are kept or changed.</summary>
/// <param name="KeepFavorable">The chance that a favourable prediction stays favourable.</param>
/// <param name="MakeFavorable">The chance that an unfavourable prediction becomes favourable.</param>
public sealed record LabelMixing(double KeepFavorable, double MakeFavorable);

/// <summary>Equalised odds from predicted labels alone: changes them by chance so that all groups have the same true and false positive rate (Hardt, Price and Srebro 2016).</summary>
/// <remarks>
/// What a group can reach lies in the parallelogram of (0, 0), (FPR, TPR), (1, 1), (1 − FPR, 1 − TPR). The chosen point has the largest
/// TPR − FPR, so the smallest sum of error rates, of those that every group reaches: the optimum of AIF360's linear program, found
/// at a corner or crossing of the upper edges, for any number of groups. The score of <see cref="Probability"/> is the predicted label, 1 favourable.
/// A group whose predictions say nothing (TPR = FPR) leaves only constants; then nobody's prediction counts and the overall selection rate decides.
/// </remarks>
/// <param name="Groups">By group code.</param>
/// <param name="TruePositiveRate">Of every group afterwards, in expectation on the fitted rows.</param>
/// <param name="FalsePositiveRate">Of every group afterwards, in expectation on the fitted rows.</param>
public sealed record EqualizedOddsMixing(IReadOnlyList<LabelMixing> Groups, double TruePositiveRate, double FalsePositiveRate) : IDecisionRule
{
    /// <param name="data">The rows to fit on; every group needs both labels.</param>
    /// <param name="predicted">Whether the model's prediction is favourable, per row.</param>
    public static EqualizedOddsMixing Fit(GroupedLabels data, ReadOnlySpan<bool> predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(predicted.Length, data.Rows, nameof(predicted));
        var chances = new double[predicted.Length];
        for (var row = 0; row < chances.Length; row++) chances[row] = predicted[row] ? 1 : 0;
        var rates = AnswerCounts.Of(data, chances);
        var points = rates.Select((rate, group) => (X: Defined(rate.FalsePositiveRate, group), Y: Defined(rate.TruePositiveRate, group))).ToArray();
        var tops = Array.ConvertAll(points, point => point.Y >= point.X ? point : (X: 1 - point.X, Y: 1 - point.Y));
        if (tops.Any(top => top.Y == top.X)) return Constant(rates);
        var best = Candidates(tops).MaxBy(x => Reach(tops, x) - x);
        var height = Reach(tops, best);
        return new EqualizedOddsMixing([.. points.Select(point => Mix(point, best, height))], height, best);
    }

    public double Probability(int group, double score) => score == 1 ? Groups[group].KeepFavorable : Groups[group].MakeFavorable;

    private static double Defined(Bias.MetricOutcome rate, int group) => rate.Value ?? throw new TrustException($"Equalised odds have no value for group {group}: {rate.Reason}.");

    private static EqualizedOddsMixing Constant(AnswerCounts[] rates)
    {
        var share = rates.Aggregate((left, right) => left + right).SelectionRate.Value!.Value;
        return new EqualizedOddsMixing([.. rates.Select(_ => new LabelMixing(share, share))], share, share);
    }

    /// <summary>The corners of the upper edges, and the crossings between neighbours.</summary>
    private static IEnumerable<double> Candidates((double X, double Y)[] tops)
    {
        double[] corners = [0, .. tops.Select(top => top.X).Distinct().Order(), 1];
        for (var i = 0; i < corners.Length; i++)
        {
            yield return corners[i];
            if (i + 1 == corners.Length) yield break;
            var (left, right) = (corners[i], corners[i + 1]);
            foreach (var a in tops)
            {
                foreach (var b in tops)
                {
                    var (before, after) = (Reach(a, left, fromRight: true) - Reach(b, left, fromRight: true), Reach(a, right) - Reach(b, right));
                    if (before * after < 0) yield return left + ((right - left) * before / (before - after));
                }
            }
        }
    }

    private static double Reach((double X, double Y)[] tops, double x) => tops.Min(top => Reach(top, x, fromRight: true));

    /// <summary>The upper edge at x; from the right a corner at x = 0 is already reached.</summary>
    private static double Reach((double X, double Y) top, double x, bool fromRight = false) => x < top.X || (x == top.X && !fromRight && top.X > 0)
        ? top.Y * x / top.X
        : top.X == 1 ? top.Y : top.Y + ((1 - top.Y) * (x - top.X) / (1 - top.X));

    /// <summary>keep · FPR + make · (1 − FPR) = x and keep · TPR + make · (1 − TPR) = y.</summary>
    private static LabelMixing Mix((double X, double Y) point, double x, double y)
    {
        var determinant = point.X - point.Y;
        var keep = ((x * (1 - point.Y)) - (y * (1 - point.X))) / determinant;
        var make = ((point.X * y) - (point.Y * x)) / determinant;
        return new LabelMixing(Math.Clamp(keep, 0, 1), Math.Clamp(make, 0, 1));
    }
}
