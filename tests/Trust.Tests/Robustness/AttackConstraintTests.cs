using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Trust.Tests.Robustness;

/// <summary>Attacks on codes, grids and fixed columns, against a list of every possible row.</summary>
public sealed class AttackConstraintTests
{
    private static readonly double[] Known = [.. MixedSpace.Rows().Where((_, i) => i % 17 == 0).SelectMany(row => row)];

    public static TheoryData<string, bool> Attacks() => new()
    {
        { "hsj-l2", true }, { "hsj-l2", false }, { "hsj-linf", true }, { "boundary", true }, { "boundary", false },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Attack_OnMixedColumns_FindsFeasibleRowsNearTheNearest(string name, bool knowsRows)
    {
        var attack = Make(name);
        var model = knowsRows ? new AttackedModel(MixedSpace.Model, MixedSpace.Space, null, Known) : new AttackedModel(MixedSpace.Model, MixedSpace.Space);
        var ratios = new List<double>();
        foreach (var (row, i) in MixedSpace.Rows().Where((_, i) => i % 29 == 3).Select((row, i) => (row, i)))
        {
            var nearest = MixedSpace.Nearest(row, attack.Norm);
            var result = attack.Run(model, row, AttackGoal.Leave(model.Labels(row)[0]), new SeededRandom(5, (ulong)i), CancellationToken.None);
            if (!result.Succeeded) continue;
            Assert.NotEqual(model.Labels(row)[0], model.Labels(result.Row)[0]);
            Assert.Null(MixedSpace.Space.Violation(row, result.Row));
            Assert.True(result.Distance >= nearest - 1e-12);
            Assert.Equal(new RowDistance(MixedSpace.Space, attack.Norm == AttackNorm.L2 ? DistanceKind.L2 : DistanceKind.LInfinity).Between(row, result.Row), result.Distance, 12);
            ratios.Add(result.Distance / nearest);
        }

        Assert.True(ratios.Count >= 0.9 * MixedSpace.Rows().Where((_, i) => i % 29 == 3).Count(row => double.IsFinite(MixedSpace.Nearest(row, attack.Norm))), $"{ratios.Count} rows");
        Assert.True(TestModels.Median(ratios) <= 1.1, $"median {TestModels.Median(ratios)}, mean {ratios.Average()}, worst {ratios.Max()}");
    }

    [Fact]
    public void Attack_WhereEveryColumnIsFixed_SaysThatNothingWasFound()
    {
        var space = new RowSpace([new("x0", ColumnKind.Number) { Movement = Movement.None }, new("x1", ColumnKind.Category) { Codes = [0, 1], Movement = Movement.None }]);
        var model = new AttackedModel(TestModels.Logistic([1, 1], 0), space);

        foreach (var name in new[] { "hsj-l2", "boundary" })
        {
            var result = Make(name).Run(model, [1, 1], AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None);

            Assert.False(result.Succeeded);
            Assert.NotNull(result.Reason);
            Assert.Equal([1, 1], result.Row);
        }
    }

    [Fact]
    public void Attack_OfARowThatIsThereAlready_ReturnsItAfterOneQuery()
    {
        var model = new AttackedModel(TestModels.Logistic([1, 1], 0), TestModels.Box(2, -5, 5));

        var result = Make("hsj-l2").Run(model, [1, 1], AttackGoal.Reach(1), new SeededRandom(1), CancellationToken.None);

        Assert.Equal((true, 0, 1), (result.Succeeded, result.Distance, result.Queries));
    }

    [Fact]
    public void Attack_Targeted_ReachesThatLabelAndNoOther()
    {
        var layers = new LayeredModel([[[2, 0], [-1, 1.5], [-1, -1.5]]], [[0, 0, 0]]);
        var model = new AttackedModel(layers.AsScorer(), TestModels.Box(2, -3, 3));

        foreach (var name in new[] { "hsj-l2", "hsj-linf", "boundary" })
        {
            for (var label = 1; label < 3; label++)
            {
                var result = Make(name).Run(model, [2, 0.1], AttackGoal.Reach(label), new SeededRandom(4), CancellationToken.None);

                Assert.True(result.Succeeded);
                Assert.Equal(label, model.Labels(result.Row)[0]);
            }
        }
    }

    [Fact]
    public void Attack_History_FallsWithinTheBudgetAndEndsAtTheResult()
    {
        var model = new AttackedModel(TestModels.Logistic([1, -2, 0.5], 0.1), TestModels.Box(3, -5, 5));

        foreach (var name in new[] { "hsj-l2", "hsj-linf", "boundary" })
        {
            var result = Make(name, 400).Run(model, [2, -1, 0.3], AttackGoal.Leave(1), new SeededRandom(4), CancellationToken.None);

            Assert.True(result.Queries <= 400);
            Assert.Equal(result.Distance, result.History[^1].Distance);
            Assert.All(result.History.Zip(result.History.Skip(1)), pair => Assert.True(pair.Second.Distance < pair.First.Distance && pair.Second.Queries > pair.First.Queries));
        }
    }

    [Fact]
    public void Attack_OfARowThatLacksAValue_KeepsItMissing()
    {
        var space = new RowSpace([new("x0", ColumnKind.Number) { Minimum = -5, Maximum = 5 }, new("x1", ColumnKind.Number) { Missing = MissingValues.Kept }]);
        var scorer = new Scorer(["x0", "x1"], 1, (rows, scores) =>
        {
            for (var i = 0; i < scores.Length; i++) scores[i] = TestModels.Sigmoid(rows[2 * i] + (double.IsNaN(rows[(2 * i) + 1]) ? 1 : rows[(2 * i) + 1]));
        });

        var result = Make("hsj-l2").Run(new AttackedModel(scorer, space), [2, double.NaN], AttackGoal.Leave(1), new SeededRandom(4), CancellationToken.None);

        Assert.True(double.IsNaN(result.Row[1]));
        Assert.Equal(3, result.Distance, 2);
    }

    private static IAttack Make(string name, int budget = 1500) => name switch
    {
        "hsj-l2" => new HopSkipJump(new HopSkipJumpOptions { Budget = budget }),
        "hsj-linf" => new HopSkipJump(new HopSkipJumpOptions { Budget = budget, Norm = AttackNorm.LInfinity }),
        _ => new BoundaryAttack(new BoundaryAttackOptions { Budget = budget }),
    };
}
