using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

public sealed class PredictionBiasTests
{
    // (TP, FP, TN, FN) of the rest and of the group.
    private static readonly FacetComparison Comparison = Table((40, 10, 30, 20), (6, 4, 25, 15));

    public static TheoryData<string, double> ByHand => new()
    {
        { "DPPL", (50.0 / 100) - (10.0 / 50) },
        { "DI", (10.0 / 50) / (50.0 / 100) },
        { "DCA", (60.0 / 50) - (21.0 / 10) },
        { "DCR", (29.0 / 40) - (40.0 / 50) },
        { "SD", (25.0 / 29) - (30.0 / 40) },
        { "RD", (40.0 / 60) - (6.0 / 21) },
        { "DAR", (40.0 / 50) - (6.0 / 10) },
        { "DRR", (25.0 / 40) - (30.0 / 50) },
        { "AD", (70.0 / 100) - (31.0 / 50) },
        { "TE", (15.0 / 4) - (20.0 / 10) },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Metric_OfASmallTable_EqualsTheClosedForm(string name, double expected) =>
        Assert.Equal(expected, BiasMetrics.Find(name)!.Compute(Comparison).Value!.Value, 12);

    [Fact]
    public void GeneralizedEntropy_EqualsTheSumOverTheBenefitsOfEveryRow()
    {
        double[] benefits = [.. Enumerable.Repeat(2.0, 14), .. Enumerable.Repeat(0.0, 35), .. Enumerable.Repeat(1.0, 101)];
        var mean = benefits.Average();
        var expected = benefits.Sum(benefit => Math.Pow(benefit / mean, 2) - 1) / (2 * benefits.Length);

        Assert.Equal(expected, PredictionBias.GeneralizedEntropy(Comparison).Value!.Value, 12);
    }

    [Theory]
    [InlineData("DI", "the share of favourable predictions of the rest is zero")]
    [InlineData("DCAcc", "no row of the rest is predicted favourable")]
    [InlineData("DAR", "no row of the rest is predicted favourable")]
    [InlineData("RD", "no row of the group has the favourable label")]
    [InlineData("TE", "no row of the group is wrongly predicted favourable")]
    public void Metric_WithAZeroDenominator_SaysWhich(string name, string reason)
    {
        var comparison = Table((0, 0, 30, 20), (0, 0, 10, 0));

        var outcome = BiasMetrics.Find(name)!.Compute(comparison);

        Assert.Null(outcome.Value);
        Assert.Equal(reason, outcome.Reason);
    }

    [Fact]
    public void EveryMetric_WithoutPredictions_SaysSo()
    {
        var labels = OutcomeTable.Count([0, 1], 2, [0, 1], 2, []).Compare([false, true], [false, true]);

        Assert.All(BiasMetrics.PostTraining, metric => Assert.Equal("there are no predicted labels", metric.Compute(labels).Reason));
    }

    [Fact]
    public void DifferenceMetrics_WithSidesSwapped_ChangeTheirSign()
    {
        var swapped = Table((6, 4, 25, 15), (40, 10, 30, 20));

        Assert.All(
            BiasMetrics.PostTraining.Where(metric => metric.Name is not ("DI" or "GE")),
            metric => Assert.Equal(-metric.Compute(Comparison).Value!.Value, metric.Compute(swapped).Value!.Value, 12));
    }

    [Fact]
    public void ConditionalDisparity_WhereTheStratumExplainsTheDifference_Vanishes()
    {
        // In either stratum both sides fare alike; taken together the group fares worse, because it applies to the harder one.
        FacetComparison easy = Table((80, 0, 20, 0), (8, 0, 2, 0)), hard = Table((2, 0, 8, 0), (20, 0, 80, 0));

        Assert.Equal(0, ConditionalDisparity.OfLabels([easy, hard]).Value!.Value, 12);
        Assert.True(LabelBias.DifferenceInProportions(Table((82, 0, 28, 0), (28, 0, 82, 0))).Value > 0.4);
    }

    [Fact]
    public void ConditionalDisparity_OfOneStratum_IsDemographicDisparity()
    {
        Assert.Equal((29.0 / 69) - (21.0 / 81), ConditionalDisparity.OfLabels([Comparison]).Value!.Value, 12);
        Assert.Equal((40.0 / 90) - (10.0 / 60), ConditionalDisparity.OfPredictions([Comparison]).Value!.Value, 12);
    }

    [Fact]
    public void LabelSweep_OfManyLabels_IsEachLabelAgainstTheOthers()
    {
        var (facet, observed, predicted) = OutcomeTableTests.RandomRows(seed: 4, count: 600, facets: 2, labels: 4);
        var metric = BiasMetrics.Find("RD")!;

        var sweep = LabelSweep.Of(OutcomeTable.Count(facet, 2, observed, 4, predicted), [true, false], metric);

        for (var label = 0; label < 4; label++)
        {
            int[] Is(int[] labels) => Array.ConvertAll(labels, item => item == label ? 1 : 0);
            var alone = OutcomeTable.Count(facet, 2, Is(observed), 2, Is(predicted)).Compare([true, false], [false, true]);
            Assert.Equal(metric.Compute(alone), sweep.Outcomes[label]);
        }

        Assert.Equal(sweep.Outcomes.Max(outcome => outcome.Value), sweep.Outcomes[sweep.Worst!.Value].Value);
    }

    private static FacetComparison Table((int Tp, int Fp, int Tn, int Fn) rest, (int Tp, int Fp, int Tn, int Fn) group)
    {
        var rows = Rows(0, rest).Concat(Rows(1, group)).ToArray();
        return OutcomeTable
            .Count([.. rows.Select(row => row.Facet)], 2, [.. rows.Select(row => row.Observed)], 2, [.. rows.Select(row => row.Predicted)])
            .Compare([false, true], [false, true]);
    }

    private static IEnumerable<(int Facet, int Observed, int Predicted)> Rows(int facet, (int Tp, int Fp, int Tn, int Fn) counts) =>
        Enumerable.Repeat((facet, 1, 1), counts.Tp).Concat(Enumerable.Repeat((facet, 0, 1), counts.Fp))
            .Concat(Enumerable.Repeat((facet, 0, 0), counts.Tn)).Concat(Enumerable.Repeat((facet, 1, 0), counts.Fn));
}
