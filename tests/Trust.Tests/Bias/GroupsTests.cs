using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

/// <summary>Several groups: the worst pair, spreads, and the search over intersections.</summary>
public sealed class GroupsTests
{
    private static readonly GroupSet Set = new(
        [
            GroupOutcomes.Of("a", 40, 10, 30, 20), GroupOutcomes.Of("empty", 0, 0, 0, 0), GroupOutcomes.Of("b", 6, 4, 25, 15),
            GroupOutcomes.Of("c", 20, 2, 20, 2), GroupOutcomes.Of("d", 1, 9, 20, 5),
        ], true);

    [Fact]
    public void WorstPair_OfEveryMetric_IsThatOfAllPairsTriedByHand()
    {
        foreach (var metric in BiasMetrics.All)
        {
            var tried = (from g in Enumerable.Range(0, 5) from w in Enumerable.Range(0, 5) where g != w && g != 1 && w != 1 select (g, w)).ToArray();
            var severity = tried.Select(pair => metric.Compute(Set.Compare(pair.g, pair.w)).Value).Where(value => value is not null).Max(value => metric.Severity(value!.Value));

            var worst = WorstPair.Of(metric, Set);

            Assert.Equal(severity, metric.Severity(worst.Outcome.Value!.Value));
            Assert.Equal(worst.Outcome, metric.Compute(Set.Compare(worst.Group!.Value, worst.With!.Value)));
        }
    }

    [Fact]
    public void WorstPair_OfADifference_IsTheSpreadBetweenTheSameGroups()
    {
        foreach (var rate in GroupRates.All)
        {
            var pair = WorstPair.Of(BiasMetrics.Find($"{rate.Name}_difference")!, Set);
            var spread = GroupsMetrics.Find($"{rate.Name}_spread")!.Compute(Set);

            Assert.Equal(spread.Outcome.Value!.Value, Math.Abs(pair.Outcome.Value!.Value), 12);
            Assert.Equal(new[] { spread.Low, spread.High }.Order(), new[] { Set.Groups[pair.Group!.Value].Name, Set.Groups[pair.With!.Value].Name }.Order());
        }
    }

    [Fact]
    public void WorstPair_WithoutAnyValue_SaysWhy()
    {
        var set = new GroupSet([GroupOutcomes.Of("a", 0, 0, 3, 2), GroupOutcomes.Of("b", 0, 0, 1, 4)], true);

        var worst = WorstPair.Of(BiasMetrics.Find("DAR")!, set);

        Assert.Equal((null, 2), (worst.Group, worst.Undefined));
        Assert.Equal("no row of b is predicted favourable", worst.Outcome.Reason);
    }

    [Fact]
    public void GroupsMetric_OfOneGroup_SaysSo() =>
        Assert.All(GroupsMetrics.All, metric => Assert.Equal(
            "1 group(s) have rows, there is no other to compare with", metric.Compute(Set with { Groups = [Set.Groups[0], Set.Groups[1]] }).Outcome.Reason));

    [Fact]
    public void Spread_OfAGroupWithoutTheRate_SaysWhich()
    {
        var set = new GroupSet([GroupOutcomes.Of("a", 5, 1, 3, 2), GroupOutcomes.Of("b", 0, 0, 1, 4)], true);

        Assert.Equal("no row of b is predicted favourable", GroupsMetrics.Find("positive_predictive_value_spread")!.Compute(set).Outcome.Reason);
    }

    [Fact]
    public void TwoSides_Swapped_ChangeSignOrTurnRound()
    {
        foreach (var rate in GroupRates.All)
        {
            var (there, back) = (Set.Compare(0, 2), Set.Compare(2, 0));
            Assert.Equal(-there.Gap(rate).Value!.Value, back.Gap(rate).Value!.Value, 12);
            Assert.Equal(1 / there.Ratio(rate).Value!.Value, back.Ratio(rate).Value!.Value, 12);
        }
    }

    [Fact]
    public void FavourableAndUnfavourable_Exchanged_ExchangeTheRates()
    {
        var complement = GroupOutcomes.Of("a", 30, 20, 40, 10);
        (GroupRate, GroupRate)[] pairs =
        [
            (GroupRates.TruePositiveRate, GroupRates.TrueNegativeRate), (GroupRates.FalsePositiveRate, GroupRates.FalseNegativeRate),
            (GroupRates.PositivePredictiveValue, GroupRates.NegativePredictiveValue), (GroupRates.FalseDiscoveryRate, GroupRates.FalseOmissionRate),
            (GroupRates.Accuracy, GroupRates.Accuracy), (GroupRates.ConditionalAcceptance, GroupRates.ConditionalRejection),
        ];

        Assert.All(pairs, pair => Assert.Equal(pair.Item1.Of(Set.Groups[0]), pair.Item2.Of(complement)));
    }

    [Fact]
    public void GeneralizedEntropy_IsWhatLiesBetweenGroupsAndWhatLiesWithin()
    {
        var groups = Set.Groups.Where(group => group.Rows > 0).ToArray();
        double Mean(GroupOutcomes group) => 1 + ((group.FalsePositives - group.FalseNegatives) / group.Rows);
        var all = groups.Sum(group => group.Rows);
        var mean = groups.Sum(group => group.Rows * Mean(group)) / all;

        foreach (var alpha in new[] { 0.5, 1, 2, 3 })
        {
            var within = groups.Sum(group => group.Rows / all * Math.Pow(Mean(group) / mean, alpha) * BenefitInequality.Of([group], alpha).Value!.Value);
            Assert.Equal(within + BenefitInequality.BetweenGroups(groups, alpha).Value!.Value, BenefitInequality.Of(groups, alpha).Value!.Value, 12);
        }
    }

    [Fact]
    public void Intersections_Searched_AreThoseOfEveryIntersectionTriedByHand()
    {
        var columns = CountingTests.Columns(seed: 21, rows: 600, missing: false) with { Weights = default };
        var table = OutcomeTable.Count(columns, 1, CancellationToken.None);
        var metric = BiasMetrics.Find("DPPL")!;
        var options = new IntersectionSearchOptions(MinimumRows: 30, Depth: 3, Top: 1000);
        bool[] favorable = [false, true];

        var found = IntersectionSearch.Find(table, favorable, metric, options, CancellationToken.None);

        var byHand = new List<(string Title, double Severity)>();
        foreach (var facets in new int[][] { [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2] })
        {
            var folded = table.Along(facets);
            for (var group = 0; group < folded.FacetValues; group++)
            {
                if (folded.RowCount(group) < 30) continue;
                var members = Enumerable.Range(0, folded.FacetValues).Select(other => other == group).ToArray();
                byHand.Add((folded.Title(group), metric.Severity(metric.Compute(folded.Compare(members, favorable)).Value!.Value)));
            }
        }

        Assert.Equal(byHand.Count, found.Tested);
        Assert.Equal(byHand.OrderByDescending(item => item.Severity).Select(item => item.Title), found.Worst.Select(item => item.Title));
        Assert.True(found.TooSmall > 0);
        Assert.Equal(found.Worst.Take(3).Select(item => item.Title), IntersectionSearch.Find(table, favorable, metric, options with { Top = 3 }, CancellationToken.None).Worst.Select(item => item.Title));
        Assert.Equal(0, IntersectionSearch.Find(table, favorable, metric, options with { MinimumRows = 601 }, CancellationToken.None).Tested);
    }

    [Fact]
    public void ChanceOfTheWorst_WhereFacetsDoNotMatter_IsAnythingButSmall()
    {
        var options = new IntersectionSearchOptions(MinimumRows: 20, Depth: 2);
        double[] found = [.. Enumerable.Range(0, 60).Select(seed => Chance(seed, gap: 0, options))];

        // p-values of a true null hypothesis are uniform: mean 0.5 ± 0.037, of 60 some 6 ± 2.3 are below 0.1.
        Assert.InRange(found.Average(), 0.5 - 0.12, 0.5 + 0.12);
        Assert.InRange(found.Count(p => p <= 0.1), 0, 13);
        Assert.Equal(1.0 / 100, Chance(1, gap: 0.5, options));
    }

    private static double Chance(int seed, double gap, IntersectionSearchOptions options)
    {
        var random = new Random(seed);
        int[] a = [.. Enumerable.Range(0, 400).Select(_ => random.Next(3))], b = [.. Enumerable.Range(0, 400).Select(_ => random.Next(4))];
        int[] label = [.. a.Select((code, row) => random.NextDouble() < 0.6 - (code == 1 && b[row] == 2 ? gap : 0) ? 1 : 0)];
        var table = OutcomeTable.Count(new OutcomeColumns([new CodeColumn("a", a, 3), new CodeColumn("b", b, 4)], new CodeColumn("label", label, 2)), 1, CancellationToken.None);
        return IntersectionChance.PValue(table, [false, true], BiasMetrics.Find("DPL")!, options, new BootstrapOptions { Resamples = 99, Threads = 2 }, CancellationToken.None)!.Value;
    }

    [Fact]
    public void Catalogue_EveryName_FindsItsMetric()
    {
        Assert.All(BiasMetrics.All, metric => Assert.Same(metric, BiasMetrics.Find(metric.Name)));
        Assert.All(GroupsMetrics.All, metric => Assert.Same(metric, GroupsMetrics.Find(metric.Name)));
        Assert.Same(BiasMetrics.Find("selection_rate_ratio"), BiasMetrics.Find("disparate_impact"));
        Assert.Same(GroupsMetrics.Find("selection_rate_spread"), GroupsMetrics.Find("demographic_parity_difference"));
        Assert.Null(BiasMetrics.Find("fairness"));
    }

    [Fact]
    public void Outcomes_OfInfiniteAndUndefined_AreNeverNumbersByAccident()
    {
        MetricOutcome infinite = MetricOutcome.Ratio(1, 0, "why", ZeroRule.AsClarify), undefined = MetricOutcome.Undefined("not so");

        Assert.Equal((null, double.PositiveInfinity), (infinite.Value, infinite.Limit));
        Assert.Equal(0, infinite.Minus(infinite).Value);
        Assert.Equal(double.NegativeInfinity, MetricOutcome.Of(1).Minus(infinite).Limit);
        Assert.Equal(double.PositiveInfinity, infinite.Minus(MetricOutcome.Of(1)).Limit);
        Assert.Equal("not so", undefined.Minus(infinite).Reason);
        Assert.Equal("why", MetricOutcome.Ratio(0, 0, "why").Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => MetricOutcome.Of(double.NaN));
    }
}
