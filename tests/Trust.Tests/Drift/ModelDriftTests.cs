using MlPlatform.Trust.Drift.Models;

namespace MlPlatform.Trust.Tests.Drift;

public sealed class ModelDriftTests
{
    [Fact]
    public void Ndcg_OfTheGuidesExample_IsBelowItsAlarm()
    {
        // DCG = 0.05 / log2 2 + 0.5 / log2 3 + 0.7 / log2 4 over iDCG = 0.7 / log2 2 + 0.5 / log2 3 + 0.05 / log2 4.
        var middle = 0.5 / Math.Log2(3);
        var expected = (0.05 + middle + 0.35) / (0.7 + middle + 0.025);

        var ndcg = AttributionDrift.Ndcg([0.70, 0.50, 0.05], [0.10, 0.20, 0.70]).Value!.Value;

        Assert.Equal(expected, ndcg, 1e-12);
        Assert.True(ndcg < AttributionDrift.NdcgAlarm);
    }

    [Fact]
    public void Attributions_AllZeroOrAlike_HaveNoValueButAReason()
    {
        Assert.Equal("no feature has an attribution in the baseline", AttributionDrift.Ndcg([0, 0], [1, 2]).Reason);
        Assert.Equal("no feature has an attribution", AttributionDrift.TotalVariation([1, 2], [0, 0]).Reason);
        Assert.Equal("all features have the same attribution", AttributionDrift.RankCorrelation([1, 1], [1, 2]).Reason);
        Assert.Throws<ArgumentException>(() => AttributionDrift.Ndcg([-1, 2], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AttributionDrift.Ndcg([1, 2], [1]));
    }

    [Theory]
    [InlineData(0.02, 0.04, BiasDriftVerdict.Inside)]
    [InlineData(0.08, 0.12, BiasDriftVerdict.Undecided)]
    [InlineData(0.101, 0.2, BiasDriftVerdict.Outside)]
    [InlineData(-0.3, -0.01, BiasDriftVerdict.Outside)]
    [InlineData(-0.3, 0.3, BiasDriftVerdict.Undecided)]
    public void Bias_ByTheIntervalAndTheAllowedRange_IsJudged(double lower, double upper, BiasDriftVerdict expected) =>
        Assert.Equal(expected, BiasDrift.Judge(new ConfidenceInterval((lower + upper) / 2, lower, upper), new AllowedRange(0, 0.1)));

    [Fact]
    public void AllowedRange_FromABaseline_ReachesFromTheIdealToIt()
    {
        Assert.Equal(new AllowedRange(-0.01, 0.21), AllowedRange.FromBaseline(0.2, ideal: 0, tolerance: 0.01), new RangeComparer());
        Assert.Equal(new AllowedRange(0.8, 1), AllowedRange.FromBaseline(0.8, ideal: 1), new RangeComparer());
        Assert.Throws<ArgumentException>(() => new AllowedRange(1, 0));
    }

    [Fact]
    public void NormalInterval_OfKnownReplicates_IsTheEstimateAndItsErrors()
    {
        // The deviation of 1, 2, 3 with divisor 2 is 1; 95 % of a normal distribution lie within 1.959963984540054.
        var interval = NormalBootstrap.Interval(2, [1, 2, 3]);

        Assert.Equal(2 - 1.959963984540054, interval.Lower, 1e-12);
        Assert.Equal(2 + 1.959963984540054, interval.Upper, 1e-12);
        Assert.Equal(2.5758293035489004, NormalBootstrap.Interval(0, [1, 2, 3], 0.99).Upper, 1e-12);
        Assert.Throws<ArgumentException>(() => NormalBootstrap.Interval(0, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalBootstrap.Interval(0, [1, 2], 1));
    }

    [Theory]
    [InlineData(0.79, true)]
    [InlineData(0.80, false)]
    [InlineData(0.90, false)]
    public void Quality_OfWhichMoreIsBetter_IsViolatedBelowTheThreshold(double value, bool violated)
    {
        var constraint = QualityDrift.Suggest("auc", 0.82, 0.01, higherIsBetter: true, deviations: 2);

        Assert.Equal(ThresholdOperator.LessThanThreshold, constraint.Operator);
        Assert.Equal(violated, QualityDrift.Violation(constraint with { Threshold = 0.8 }, value) is not null);
        Assert.Equal(0.8, constraint.Threshold, 1e-12);
    }

    [Fact]
    public void Quality_WithinItsOwnDeviations_IsNotYetAViolation()
    {
        var constraint = new QualityConstraint("rmse", 10, ThresholdOperator.GreaterThanThreshold);

        Assert.Equal("Metric rmse with 10.5 +/- 0.4 was GreaterThanThreshold '10'.", QualityDrift.Violation(constraint, 10.5, 0.4));
        Assert.Null(QualityDrift.Violation(constraint, 10.5, 0.4, deviations: 2));
        Assert.NotNull(QualityDrift.Violation(constraint, 10.9, 0.4, deviations: 2));
        Assert.Throws<ArgumentException>(() => QualityDrift.Violation(constraint, double.NaN));
    }

    [Fact]
    public void Difference_OfMeans_HasTheIntervalThatTheoryGives()
    {
        var random = new Random(1);
        double[] first = [.. Enumerable.Range(0, 900).Select(_ => random.NextDouble())], second = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() + 0.1)];
        var options = new ResamplingOptions { Resamples = 2000 };

        var interval = MetricDifference.Interval(Mean(first), Mean(second), options, CancellationToken.None);

        // The difference of means has the error √(1/12 (1/900 + 1/400)); 2000 resamples find its bounds to a few percent.
        var half = 1.96 * Math.Sqrt((1.0 / 12 / 900) + (1.0 / 12 / 400));
        Assert.Equal(second.Average() - first.Average(), interval.Estimate, 1e-12);
        Assert.Equal(half, interval.Upper - interval.Estimate, 0.12 * half);
        Assert.Equal(half, interval.Estimate - interval.Lower, 0.12 * half);
        Assert.Equal(interval, MetricDifference.Interval(Mean(first), Mean(second), options with { Threads = 2 }, CancellationToken.None));
        Assert.False(interval.Contains(0));
    }

    [Fact]
    public void Difference_OfAMetricWithoutAValue_IsRefused() =>
        Assert.Throws<TrustException>(() => MetricDifference.Interval(
            Mean([1, 2]), new MetricSample(2, _ => null), new ResamplingOptions(), CancellationToken.None));

    private static MetricSample Mean(double[] values) => new(values.Length, rows =>
    {
        var sum = 0.0;
        foreach (var row in rows) sum += values[row];
        return sum / rows.Length;
    });

    private sealed class RangeComparer : IEqualityComparer<AllowedRange>
    {
        public bool Equals(AllowedRange x, AllowedRange y) => Math.Abs(x.Lower - y.Lower) < 1e-12 && Math.Abs(x.Upper - y.Upper) < 1e-12;

        public int GetHashCode(AllowedRange range) => 0;
    }
}
