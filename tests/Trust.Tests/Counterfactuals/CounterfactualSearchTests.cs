using MlPlatform.Trust.Constraints;
using MlPlatform.Trust.Counterfactuals;
using MlPlatform.Trust.Robustness;
using MlPlatform.Trust.Tests.Robustness;

namespace MlPlatform.Trust.Tests.Counterfactuals;

public sealed class CounterfactualSearchTests
{
    private static readonly CounterfactualOptions Options = new() { Count = 1 };

    private static readonly double[] Known = [.. MixedSpace.Rows().Where((_, i) => i % 17 == 0).SelectMany(row => row)];

    public static TheoryData<DistanceKind, double> Costs() => new()
    {
        { DistanceKind.L1, 0 }, { DistanceKind.L2, 0.1 }, { DistanceKind.Gower, 0 }, { DistanceKind.L0, 0 }, { DistanceKind.L1, 0.4 },
    };

    [Theory]
    [MemberData(nameof(Costs))]
    public void Find_InASmallSpace_EqualsSearchOverEveryRow(DistanceKind kind, double plausibility)
    {
        var options = Options with { Distance = kind, Plausibility = plausibility };
        var search = new CounterfactualSearch(MixedSpace.Model, MixedSpace.Space, options, Known);
        foreach (var row in MixedSpace.Rows().Where((_, i) => i % 43 == 5))
        {
            var wanted = Opposite(row);
            var result = search.Find(row, wanted, 0, CancellationToken.None);
            var best = Cheapest(row, options);

            Assert.True(result.IsExact);
            Assert.Equal(double.IsFinite(best) ? CounterfactualOutcome.Found : CounterfactualOutcome.NoneFound, result.Outcome);
            if (result.Outcome != CounterfactualOutcome.Found) continue;
            RequireGood(row, wanted, result.Counterfactuals[0]);
            Assert.Equal(best, result.Counterfactuals[0].Cost, 12);
        }
    }

    [Theory]
    [MemberData(nameof(Costs))]
    public void Find_BySearch_ComesToTheSameCostAsEveryRow(DistanceKind kind, double plausibility)
    {
        var options = Options with { Distance = kind, Plausibility = plausibility, ListedRows = 0, Budget = 3000 };
        var search = new CounterfactualSearch(MixedSpace.Model, MixedSpace.Space, options, Known);
        foreach (var (row, i) in MixedSpace.Rows().Where((_, i) => i % 43 == 5).Select((row, i) => (row, i)))
        {
            var wanted = Opposite(row);
            var result = search.Find(row, wanted, (ulong)i, CancellationToken.None);
            var best = Cheapest(row, options);

            Assert.False(result.IsExact);
            Assert.InRange(result.Queries, 1, 3000);
            Assert.Equal(double.IsFinite(best), result.Outcome == CounterfactualOutcome.Found);
            if (result.Outcome != CounterfactualOutcome.Found) continue;
            RequireGood(row, wanted, result.Counterfactuals[0]);
            Assert.Equal(best, result.Counterfactuals[0].Cost, 12);
        }
    }

    /// <summary>Random networks over 6⁶ rows, of which the search sees at most 2500: how near it comes to the list of all.</summary>
    [Theory]
    [InlineData(DistanceKind.L1)]
    [InlineData(DistanceKind.L2)]
    public void Find_BySearch_InALargeSpace_ComesNearTheCheapestOfAll(DistanceKind kind)
    {
        var ratios = new List<double>();
        var space = new RowSpace(Enumerable.Range(0, 6).Select(j => new ColumnConstraint($"x{j}", ColumnKind.Integer) { Minimum = -2, Maximum = 3, Scale = 1 + (0.5 * j) }));
        for (var round = 0; round < 8; round++)
        {
            var draws = TestModels.Uniform(60, -1, 1, (ulong)(70 + round));
            var model = new LayeredModel([[.. draws[..48].Chunk(6)], [[.. draws[48..56].Select(w => 3 * w)]]], [[.. draws[40..48]], [-2 * Math.Abs(draws[57])]]).AsScorer();
            double[] row = [.. draws[50..56].Select(value => Math.Round(3 * value))];
            var wanted = WantedOutcome.OfLabel(model.Scores(row)[0] >= 0.5 ? 0 : 1);
            var exact = new CounterfactualSearch(model, space, Options with { Distance = kind, ListedRows = 200_000 }, []).Find(row, wanted, 0, CancellationToken.None);
            var found = new CounterfactualSearch(model, space, Options with { Distance = kind, ListedRows = 0, Budget = 2500 }, []).Find(row, wanted, 0, CancellationToken.None);

            Assert.True(exact.IsExact);
            Assert.Equal(exact.Outcome, found.Outcome);
            if (exact.Outcome == CounterfactualOutcome.Found) ratios.Add(found.Counterfactuals[0].Cost / exact.Counterfactuals[0].Cost);
        }

        Assert.True(ratios.Count >= 4, $"{ratios.Count} rounds");
        Assert.True(ratios.Min() >= 1 - 1e-12 && ratios.Max() <= 1.15 && TestModels.Median(ratios) == 1, string.Join(' ', ratios));
    }

    /// <summary>Under L1 the nearest point of a half space changes the one column of the greatest |w|·scale.</summary>
    [Fact]
    public void Find_OnALinearScoreWithoutBounds_IsTheClosedForm()
    {
        double[] weights = [1, -3, 0.5, 2], scales = [2, 0.5, 1, 1.2], row = [0.4, 0.3, -1, -2];
        var space = new RowSpace(scales.Select((scale, j) => new ColumnConstraint($"x{j}", ColumnKind.Number) { Scale = scale }));
        var search = new CounterfactualSearch(TestModels.Logistic(weights, 0.2), space, Options with { Sparsity = 0 }, []);
        var margin = TestModels.Margin(weights, 0.2, row);
        var strongest = weights.Zip(scales, (w, s) => Math.Abs(w) * s).Max();

        var found = search.Find(row, WantedOutcome.OfLabel(margin > 0 ? 0 : 1), 0, CancellationToken.None).Counterfactuals[0];

        Assert.Equal(1, found.Changes);
        Assert.Equal(Math.Abs(margin) / strongest, found.Distance, 5);
    }

    /// <summary>With bounds, columns are spent in the order of |w|·scale (here 2.4, 2, 1.5, 0.5), each to its bound, the last in part.</summary>
    [Fact]
    public void Find_OnALinearScoreWithBounds_SpendsTheStrongestColumnsFirst()
    {
        double[] weights = [1, -3, 0.5, 2], scales = [2, 0.5, 1, 1.2], row = [0, 0, 0, 0];
        var space = new RowSpace(scales.Select((scale, j) => new ColumnConstraint($"x{j}", ColumnKind.Number) { Scale = scale, Minimum = -1, Maximum = 1 }));
        var linear = new Scorer(["x0", "x1", "x2", "x3"], 1, (rows, scores) =>
        {
            for (var i = 0; i < scores.Length; i++) scores[i] = TestModels.Margin(weights, 0, rows.Slice(4 * i, 4));
        });
        var search = new CounterfactualSearch(linear, space, Options with { Sparsity = 0 }, []);

        foreach (var wanted in new[] { 1.3, 2.5, 4.4, 6.2 })
        {
            var (left, expected) = (wanted, 0.0);
            foreach (var (w, s) in weights.Zip(scales).OrderByDescending(pair => Math.Abs(pair.First) * pair.Second))
            {
                var spent = Math.Min(left, Math.Abs(w));
                expected += spent / Math.Abs(w) / s;
                left -= spent;
            }

            var found = search.Find(row, WantedOutcome.InRange(0, wanted, double.PositiveInfinity), 0, CancellationToken.None).Counterfactuals[0];

            Assert.Equal(expected, found.Distance, 1e-4);
            Assert.True(found.Scores[0] >= wanted);
        }
    }

    [Fact]
    public void Find_OfSeveral_GivesDifferentRowsThatAllHold()
    {
        double[] row = [0.4, 0.3, -1, -2];
        var space = TestModels.Box(4, -5, 5);
        var options = new CounterfactualOptions { Count = 4, Diversity = 3 };
        var search = new CounterfactualSearch(TestModels.Logistic([1, -3, 0.5, 2], 0.2), space, options, []);

        var result = search.Find(row, WantedOutcome.OfLabel(1), 0, CancellationToken.None);
        var alike = new CounterfactualSearch(TestModels.Logistic([1, -3, 0.5, 2], 0.2), space, options with { Diversity = 0 }, []).Find(row, WantedOutcome.OfLabel(1), 0, CancellationToken.None);

        Assert.Equal(4, result.Counterfactuals.Count);
        Assert.All(result.Counterfactuals, one => RequireGood(space, TestModels.Logistic([1, -3, 0.5, 2], 0.2), row, WantedOutcome.OfLabel(1), one));
        Assert.True(result.Diversity > 0.05 && result.Diversity > 5 * alike.Diversity, $"{result.Diversity} against {alike.Diversity}");
        Assert.Equal(alike.Counterfactuals[0].Cost, result.Counterfactuals[0].Cost, 12);
    }

    [Fact]
    public void Find_WhereNothingMayHelp_GivesTheNearestAttempt()
    {
        var space = new RowSpace([new("x0", ColumnKind.Number) { Minimum = -1, Maximum = 1, Movement = Movement.OnlyDown }, new("x1", ColumnKind.Number) { Minimum = -1, Maximum = 1 }]);

        var result = new CounterfactualSearch(TestModels.Logistic([1, 1], -3), space, Options, []).Find([0.5, 0], WantedOutcome.OfLabel(1), 0, CancellationToken.None);

        Assert.Equal(CounterfactualOutcome.NoneFound, result.Outcome);
        Assert.Empty(result.Counterfactuals);
        Assert.Equal([0.5, 1], result.NearestAttempt!.Row);
        Assert.True(result.NearestAttempt.Shortfall > 0);
    }

    [Fact]
    public void Find_WhereTheRowHasTheOutcome_SaysSo()
    {
        var result = new CounterfactualSearch(TestModels.Logistic([1, 1], 0), TestModels.Box(2, -1, 1), Options, []).Find([0.5, 0], WantedOutcome.OfLabel(1), 0, CancellationToken.None);

        Assert.Equal((CounterfactualOutcome.HoldsAlready, 0, 1), (result.Outcome, result.Counterfactuals.Count, result.Queries));
    }

    [Fact]
    public void Find_OfManyClasses_GivesThatClass()
    {
        var layers = new LayeredModel([[[2, 0], [-1, 1.5], [-1, -1.5]]], [[0, 0, 0]]);
        var search = new CounterfactualSearch(layers.AsScorer(), TestModels.Box(2, -3, 3), Options, []);

        for (var label = 1; label < 3; label++)
        {
            var found = search.Find([2, 0.1], WantedOutcome.OfLabel(label), 0, CancellationToken.None).Counterfactuals[0];

            Assert.Equal(label, new LabelRule().Of(found.Scores));
        }
    }

    [Fact]
    public void FindAll_WithMoreThreads_IsTheSame()
    {
        var rows = TestModels.Uniform(40, -3, 3, 9);
        var search = new CounterfactualSearch(TestModels.Logistic([1, -3, 0.5, 2], 0.2), TestModels.Box(4, -5, 5), new CounterfactualOptions { Budget = 1000 }, []);

        var one = search.FindAll(rows, WantedOutcome.OfLabel(1), 1, CancellationToken.None);
        var three = search.FindAll(rows, WantedOutcome.OfLabel(1), 3, CancellationToken.None);

        Assert.Equal(one.SelectMany(result => result.Counterfactuals).SelectMany(found => found.Row), three.SelectMany(result => result.Counterfactuals).SelectMany(found => found.Row));
        Assert.Equal(one.Select(result => result.Queries), three.Select(result => result.Queries));
    }

    [Fact]
    public void Find_BadRequests_AreNamed()
    {
        var search = new CounterfactualSearch(TestModels.Logistic([1, 1], 0), TestModels.Box(2, -1, 1), Options, []);

        Assert.Contains("labels 0 to 1", Assert.Throws<TrustException>(() => search.Find([0, 0], WantedOutcome.OfLabel(2), 0, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Contains("scores 0 to 0", Assert.Throws<TrustException>(() => search.Find([0, 0], WantedOutcome.InRange(1, 0, 1), 0, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Contains("between 2 and 1", Assert.Throws<TrustException>(() => WantedOutcome.InRange(0, 2, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("'x0'", Assert.Throws<TrustException>(() => search.Find([double.NaN, 0], WantedOutcome.OfLabel(1), 0, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    private static WantedOutcome Opposite(double[] row) => WantedOutcome.OfLabel(MixedSpace.Score(row) >= 0.5 ? 0 : 1);

    private static double Cheapest(double[] row, CounterfactualOptions options)
    {
        var distance = new RowDistance(MixedSpace.Space, options.Distance);
        return MixedSpace.Rows().Where(other => MixedSpace.Space.IsFeasible(row, other) && MixedSpace.Score(other) >= 0.5 != MixedSpace.Score(row) >= 0.5)
            .Select(other => distance.Between(row, other) + (options.Sparsity * other.Zip(row).Count(pair => pair.First != pair.Second))
                + (options.Plausibility * Known.Chunk(MixedSpace.Width).Min(one => distance.Between(other, one))))
            .DefaultIfEmpty(double.PositiveInfinity).Min();
    }

    private static void RequireGood(double[] row, WantedOutcome wanted, Counterfactual found) => RequireGood(MixedSpace.Space, MixedSpace.Model, row, wanted, found);

    private static void RequireGood(RowSpace space, Scorer model, double[] row, WantedOutcome wanted, Counterfactual found)
    {
        Assert.Null(space.Violation(row, found.Row));
        Assert.Equal(model.Scores(found.Row), found.Scores);
        Assert.True(wanted.Holds(found.Scores));
        Assert.Equal(0, found.Shortfall);
        Assert.Equal(found.Row.Zip(row).Count(pair => pair.First != pair.Second), found.Changes);
    }
}
