using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

/// <summary>Closed forms on a table small enough to work out by hand: the rest 6 of 10 favourable, the group 1 of 5.</summary>
public sealed class LabelBiasTests
{
    private static readonly FacetComparison Comparison = Table((10, 6), (5, 1));

    public static TheoryData<string, double> ByHand => new()
    {
        { "CI", (10.0 - 5) / 15 },
        { "DPL", 0.6 - 0.2 },
        { "KL", (0.4 * Math.Log(0.4 / 0.8)) + (0.6 * Math.Log(0.6 / 0.2)) },
        { "JS", ((0.4 * Math.Log(0.4 / 0.6)) + (0.6 * Math.Log(0.6 / 0.4)) + (0.8 * Math.Log(0.8 / 0.6)) + (0.2 * Math.Log(0.2 / 0.4))) / 2 },
        { "KS", 0.4 },
        { "TVD", 0.4 },
        { "LP", Math.Sqrt(0.32) },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Metric_OfASmallTable_EqualsTheClosedForm(string name, double expected) =>
        Assert.Equal(expected, BiasMetrics.Find(name)!.Compute(Comparison).Value!.Value, 12);

    [Fact]
    public void EveryMetric_OfAnEmptyGroup_SaysSo()
    {
        var comparison = Table((10, 6), (0, 0));

        Assert.All(BiasMetrics.PreTraining, metric => Assert.Equal("no row belongs to the group", metric.Compute(comparison).Reason));
    }

    [Fact]
    public void EveryMetric_OfAGroupThatIsEveryone_SaysSo()
    {
        var comparison = Table((0, 0), (10, 6));

        Assert.All(BiasMetrics.PreTraining, metric => Assert.StartsWith("every row belongs to the group", metric.Compute(comparison).Reason));
    }

    [Fact]
    public void KullbackLeibler_WhereTheGroupLacksALabel_IsUndefinedWithTheReason()
    {
        var outcome = LabelBias.KullbackLeibler(Table((10, 6), (5, 0)));

        Assert.Null(outcome.Value);
        Assert.Contains("lacks a label", outcome.Reason);
    }

    [Fact]
    public void Distances_OfEqualShares_AreZero()
    {
        var comparison = Table((10, 6), (5, 3));

        Assert.All(["DPL", "KL", "JS", "KS", "TVD", "LP"], name => Assert.Equal(0, BiasMetrics.Find(name)!.Compute(comparison).Value!.Value, 12));
    }

    /// <summary>(rows, favourable rows) of the rest and of the group.</summary>
    private static FacetComparison Table((int Rows, int Favorable) rest, (int Rows, int Favorable) group)
    {
        var facet = Enumerable.Repeat(0, rest.Rows).Concat(Enumerable.Repeat(1, group.Rows)).ToArray();
        var label = Enumerable.Range(0, rest.Rows).Select(row => row < rest.Favorable ? 1 : 0)
            .Concat(Enumerable.Range(0, group.Rows).Select(row => row < group.Favorable ? 1 : 0)).ToArray();
        return OutcomeTable.Count(facet, 2, label, 2, []).Compare([false, true], [false, true]);
    }
}
