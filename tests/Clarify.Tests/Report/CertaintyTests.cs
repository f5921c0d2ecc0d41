using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Report;
using MlPlatform.Clarify.Report.Sections;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Tests.Report;

public sealed class CertaintyTests
{
    private static readonly BiasMetric Gap = BiasMetrics.Find("DPPL")!;
    private static readonly FacetComparison Large = new(GroupOutcomes.Of("rest", 50, 50, 50, 50), GroupOutcomes.Of("group", 50, 50, 50, 50), true);

    [Theory]
    [InlineData(0.062, 0.219, "the gap lies between 6.2 and 21.9 points (95 % interval of DPPL), so chance alone hardly explains it.")]
    [InlineData(-0.219, -0.062, "the gap lies between 6.2 and 21.9 points (95 % interval of DPPL), so chance alone hardly explains it.")]
    [InlineData(-0.05, 0.1, "anything from 5 points more to 10 points less fits the data (95 % interval of DPPL), so it may be chance.")]
    public void Sentence_OfAnInterval_SaysWhetherChanceExplainsIt(double lower, double upper, string sentence) =>
        Assert.Equal($"How sure: {sentence}", Certainty.Sentence(Gap, Interval(0.1, lower, upper), Large));

    [Fact]
    public void Sentence_OfAGroupOfFewRows_SaysSoWhateverItsInterval()
    {
        var few = Large with { Group = GroupOutcomes.Of("group", 1, 1, 1, 1) };

        Assert.Equal("How sure: hardly; one side has 4 rows only.", Certainty.Sentence(Gap, Interval(0.4, 0.4, 0.4), few));
    }

    [Fact]
    public void Sentence_WithoutAnInterval_SaysWhy()
    {
        var none = new BootstrapInterval(MetricOutcome.Of(0.1), null, null, null, null, 700, "the metric is undefined in 700 of 1000 resamples");

        Assert.Equal("How sure: not known, because the metric is undefined in 700 of 1000 resamples.", Certainty.Sentence(Gap, none, Large));
    }

    [Fact]
    public void Changes_BeyondTheirIntervals_AreCountedAndNamed()
    {
        MetricChange[] changes =
        [
            Change("DPPL", before: 0.05, now: 0.2, lower: 0.1, upper: 0.3), Change("RD", before: 0.05, now: 0.06, lower: 0.0, upper: 0.1),
            Change("CI", before: 0.1, now: 0.9, lower: 0.8, upper: 0.95),
        ];

        // CI is the size of a group: no fault, and not counted.
        Assert.Equal("Since the last report 1 of 2 metrics got worse by more than chance, foremost DPPL of sex = f.", ChangesSection.Conclusion(changes));
    }

    [Fact]
    public void Changes_WithinTheirIntervals_AreCalledChance() =>
        Assert.Equal("Since the last report nothing changed by more than chance.", ChangesSection.Conclusion([Change("DPPL", 0.1, 0.11, 0.05, 0.2)]));

    [Theory]
    [InlineData(0.21, 0.205, "Mitigation did not help: none of the 1 ways tried brings DPPL nearer to 0 than the model as it is (0.210).")]
    [InlineData(0.21, -0.05, "Mitigation can help: other brings DPPL over sex from 0.210 to −0.050, at 2 points less accuracy.")]
    public void Conclusion_OfAMitigation_SaysWhetherItHelpedAndAtWhichPrice(double before, double after, string conclusion) =>
        Assert.Equal(conclusion, MitigationSection.Conclusion(new MitigationFinding("sex", Gap, "accuracy", [new("model", 0.8, before, true), new("other", 0.78, after, true)], 100)));

    [Theory]
    [InlineData(0.25, 0.75)]
    [InlineData(4, 0.75)]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Unfairness_OfARatio_IsTheSameForItsInverse(double value, double unfairness)
    {
        var finding = new MitigationFinding("sex", BiasMetrics.Find("DI")!, "accuracy", [new("model", 0.8, value, true)], 100);

        Assert.Equal(unfairness, finding.Unfairness(finding.Unmitigated), 12);
    }

    private static BootstrapInterval Interval(double value, double lower, double upper) => new(MetricOutcome.Of(value), lower, upper, value, 0.1, 0, null);

    private static MetricChange Change(string metric, double before, double now, double lower, double upper)
    {
        var found = BiasMetrics.Find(metric)!;
        return new MetricChange(found.Stage, new FacetGroup("sex", "f", "sex = f", "sex = m", new CodedColumn("sex", [0, 1], ["f", "m"]), [true, false]), found, before, Interval(now, lower, upper));
    }
}
