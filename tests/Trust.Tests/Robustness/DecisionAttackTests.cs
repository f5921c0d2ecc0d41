using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Trust.Tests.Robustness;

public sealed class DecisionAttackTests
{
    private const int Width = 8;
    private const double Intercept = 0.3;

    private static readonly double[] Weights = TestModels.Uniform(Width, -2, 2, 1);

    public static TheoryData<string, double> Attacks() => new()
    {
        { "hsj-l2", 1.03 }, { "hsj-linf", 1.1 }, { "boundary", 1.001 },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Attack_OnALinearModel_ComesNearTheClosedForm(string name, double factor)
    {
        var attack = Make(name, 2500);
        var model = new AttackedModel(TestModels.Logistic(Weights, Intercept), TestModels.Box(Width, -4, 4));
        var dual = attack.Norm == AttackNorm.L2 ? Math.Sqrt(Weights.Sum(w => w * w)) : Weights.Sum(Math.Abs);
        var ratios = Enumerable.Range(0, 20).Select(i =>
        {
            var row = TestModels.Uniform(Width, -2, 2, (ulong)(100 + i));
            var label = model.Labels(row)[0];
            var result = attack.Run(model, row, AttackGoal.Leave(label), new SeededRandom(7, (ulong)i), CancellationToken.None);
            Assert.True(result.Succeeded);
            Assert.NotEqual(label, model.Labels(result.Row)[0]);
            Assert.Null(model.Space.Violation(row, result.Row));
            Assert.InRange(result.Queries, 1, 2500);
            return result.Distance / (Math.Abs(TestModels.Margin(Weights, Intercept, row)) / dual);
        }).ToArray();

        Assert.All(ratios, ratio => Assert.True(ratio >= 1 - 1e-9, $"Nearer than the nearest point: {ratio}"));
        Assert.True(TestModels.Median(ratios) <= factor, $"median {TestModels.Median(ratios)}, worst {ratios.Max()}");
    }

    private static IAttack Make(string name, int budget) => name switch
    {
        "hsj-l2" => new HopSkipJump(new HopSkipJumpOptions { Budget = budget }),
        "hsj-linf" => new HopSkipJump(new HopSkipJumpOptions { Budget = budget, Norm = AttackNorm.LInfinity }),
        _ => new BoundaryAttack(new BoundaryAttackOptions { Budget = budget }),
    };
}
