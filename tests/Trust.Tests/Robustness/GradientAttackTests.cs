using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Trust.Tests.Robustness;

public sealed class GradientAttackTests
{
    private static readonly double[] Weights = [1, -2, 0.5];

    /// <summary>Along the sign of w the margin falls by ‖w‖₁ per unit, along w by ‖w‖₂: whether ε suffices is known.</summary>
    [Theory]
    [InlineData(AttackNorm.LInfinity, 3.5)]
    [InlineData(AttackNorm.L2, 2.2912878474779199)]
    [InlineData(AttackNorm.L1, 2.0)]
    public void Attack_OnALinearModel_SucceedsExactlyFromTheClosedFormOn(AttackNorm norm, double slope)
    {
        double[] row = [1.3, -0.4, 0.2];
        var margin = TestModels.Margin(Weights, 0, row);
        var model = new AttackedModel(TestModels.Logistic(Weights, 0), TestModels.Box(3, -9, 9));
        foreach (var (factor, succeeds) in new[] { (0.999, false), (1.001, true) })
        {
            var epsilon = factor * margin / slope;
            IAttack[] attacks = [new FastGradient(new FastGradientOptions { Norm = norm, Epsilon = epsilon }),
                new ProjectedGradient(new ProjectedGradientOptions { Norm = norm, Epsilon = epsilon, Step = epsilon / 3, Iterations = 5 })];
            foreach (var attack in attacks)
            {
                var result = attack.Run(model, row, AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None);

                Assert.Equal(succeeds, result.Succeeded);
                Assert.True(result.Distance <= epsilon + 1e-12);
            }
        }
    }

    [Fact]
    public void Attack_InScaledUnits_EqualsTheAttackOnScaledColumns()
    {
        double[] scales = [2, 0.1, 7], row = [1.3, -0.4, 0.2];
        double[] scaledWeights = [.. Weights.Zip(scales, (w, s) => w * s)], scaledRow = [.. row.Zip(scales, (x, s) => x / s)];
        var space = new RowSpace(scales.Select((s, j) => new ColumnConstraint($"x{j}", ColumnKind.Number) { Scale = s }));
        foreach (var norm in Enum.GetValues<AttackNorm>())
        {
            var attack = new ProjectedGradient(new ProjectedGradientOptions { Norm = norm, Epsilon = 0.4, Step = 0.1, Iterations = 7, Shorten = false });
            var ours = attack.Run(new AttackedModel(TestModels.Logistic(Weights, 0.1), space), row, AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None);
            var plain = attack.Run(new AttackedModel(TestModels.Logistic(scaledWeights, 0.1), TestModels.Box(3, -99, 99)), scaledRow, AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None);

            Assert.Equal(plain.Succeeded, ours.Succeeded);
            for (var j = 0; j < 3; j++) Assert.Equal(plain.Row[j] * scales[j], ours.Row[j], 9);
        }
    }

    [Fact]
    public void Attack_OnAGridWithFixedColumns_StaysFeasibleAndInsideTheBall()
    {
        var space = new RowSpace([
            new("x0", ColumnKind.Number) { Step = 0.25 },
            new("x1", ColumnKind.Number) { Movement = Movement.None },
            new("x2", ColumnKind.Integer) { Movement = Movement.OnlyUp }]);
        var model = new AttackedModel(TestModels.Logistic(Weights, 0), space);
        foreach (var norm in Enum.GetValues<AttackNorm>())
        {
            var result = new FastGradient(new FastGradientOptions { Norm = norm, Epsilon = 1.9, Shorten = false })
                .Run(model, [1.1, -0.1, 2], AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None);

            Assert.Null(space.Violation([1.1, -0.1, 2], result.Row));
            Assert.True(result.Distance <= 1.9);
            Assert.Equal((-0.1, 2), (result.Row[1], result.Row[2]));
        }
    }

    [Fact]
    public void Attack_WhereOnlyACodeHelps_SwapsTheOneThatRaisesTheLossMost()
    {
        var space = new RowSpace([
            new("x0", ColumnKind.Number),
            new("x1", ColumnKind.Category) { Codes = [0, 1, 2] },
            new("x2", ColumnKind.Boolean)]);
        double[] byCode = [2, 1.5, -4];
        var scorer = new Scorer(["x0", "x1", "x2"], 1, (rows, scores) =>
        {
            for (var i = 0; i < scores.Length; i++) scores[i] = TestModels.Sigmoid(rows[3 * i] + byCode[(int)rows[(3 * i) + 1]] + rows[(3 * i) + 2]);
        })
        {
            Gradient = (_, _, gradient) => (gradient[0], gradient[1], gradient[2]) = (1, 0, 0),
        };
        var model = new AttackedModel(scorer, space);
        FastGradientOptions options = new() { Epsilon = 0.2, Shorten = false };

        var without = new FastGradient(options).Run(model, [1, 0, 1], AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None);
        var with = new FastGradient(options with { CategorySwaps = 1 }).Run(model, [1, 0, 1], AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None);

        Assert.False(without.Succeeded);
        Assert.True(with.Succeeded);
        Assert.Equal((2, 1), (with.Row[1], with.Row[2]));
    }

    [Fact]
    public void Attack_OnLogOdds_EqualsTheAttackOnTheirProbabilities()
    {
        double[][] weights = [[1, 0.3], [-0.4, 1], [0.2, -1.2]];
        var probabilities = new LayeredModel([weights], [[0, 0, 0]]).AsScorer();
        var odds = new Scorer(["x0", "x1"], 3, (rows, scores) =>
        {
            for (var i = 0; i < scores.Length; i++) scores[i] = TestModels.Margin(weights[i % 3], 0, rows.Slice(i / 3 * 2, 2));
        })
        {
            Gradient = (_, output, gradient) => weights[output].CopyTo(gradient),
        };
        foreach (var goal in new[] { AttackGoal.Leave(0), AttackGoal.Reach(2) })
        {
            ProjectedGradientOptions options = new() { Norm = AttackNorm.L2, Epsilon = 1, Iterations = 6, Shorten = false };
            var one = new ProjectedGradient(options).Run(new AttackedModel(probabilities, TestModels.Box(2, -5, 5)), [1, 0.2], goal, new SeededRandom(1), CancellationToken.None);
            var other = new ProjectedGradient(options with { Scores = ScoreScale.LogOdds })
                .Run(new AttackedModel(odds, TestModels.Box(2, -5, 5)), [1, 0.2], goal, new SeededRandom(1), CancellationToken.None);

            for (var j = 0; j < 2; j++) Assert.Equal(one.Row[j], other.Row[j], 9);
        }
    }

    [Fact]
    public void Attack_Restarts_SucceedWhereTheStartHasNoSlope()
    {
        var flat = new Scorer(["x"], 1, (rows, scores) =>
        {
            for (var i = 0; i < scores.Length; i++) scores[i] = 1 - (rows[i] * rows[i]);
        })
        {
            Gradient = (row, _, gradient) => gradient[0] = -2 * row[0],
        };
        var model = new AttackedModel(flat, TestModels.Box(1, -5, 5));
        ProjectedGradientOptions options = new() { Epsilon = 1, Step = 0.2, Iterations = 8 };

        Assert.False(new ProjectedGradient(options).Run(model, [0], AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None).Succeeded);
        var found = new ProjectedGradient(options with { Restarts = 2 }).Run(model, [0], AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None);
        Assert.True(found.Succeeded);
        Assert.Equal(Math.Sqrt(0.5), found.Distance, 3);
    }

    [Fact]
    public void Attack_OnAModelWithoutDerivatives_SaysSo()
    {
        var model = new AttackedModel(MixedSpace.Model, MixedSpace.Space);

        var refusal = Assert.Throws<TrustException>(() => new FastGradient(new FastGradientOptions()).Run(model, [1, 1, 1, 1, 1], AttackGoal.Leave(1), new SeededRandom(1), CancellationToken.None));

        Assert.Contains("derivatives", refusal.Message, StringComparison.Ordinal);
    }
}
