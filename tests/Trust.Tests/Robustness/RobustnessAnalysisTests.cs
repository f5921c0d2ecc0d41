using MlPlatform.Trust.Bias;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Trust.Tests.Robustness;

public sealed class RobustnessAnalysisTests
{
    private static readonly double[] Weights = [3, 4];

    /// <summary>On f = sigmoid(3x + 4y), the distance of (x, y) is |3x + 4y| / 5.</summary>
    private static readonly AttackedModel Model = new(TestModels.Logistic(Weights, 0), TestModels.Box(2, -50, 50));

    private static readonly RobustnessOptions Options = new()
    {
        Attacks = [new FastGradient(new FastGradientOptions { Norm = AttackNorm.L2, Epsilon = 20 })],
        Reach = 2,
        Bootstrap = new BootstrapOptions { Resamples = 500 },
    };

    /// <summary>Rows along the normal, at these signed distances.</summary>
    private static double[] At(params double[] distances) => [.. distances.SelectMany(d => new[] { 0.6 * d, 0.8 * d })];

    [Fact]
    public void Report_OfKnownDistances_HasTheFiguresWorkedByHand()
    {
        var report = RobustnessAnalysis.Run(Model, new RobustnessSample(At(0.5, -1, 1.5, -4)), Options, CancellationToken.None);

        Assert.Equal((0.5 + 1 + 1.5 + 2) / 8, report.All.Score.Value.Value!.Value, 1e-5);
        Assert.Equal(1.25, report.All.Median.Value.Value!.Value, 1e-5);
        Assert.Equal(1, report.All.Attacked);
        Assert.Equal([1, 1, 1, 0.75, 0.75, 0.75, 0.5, 0.5, 0.25, 0.25, 0.25], report.All.Curve.Select(point => point.Accuracy));
        Assert.Equal(["0", "1"], report.Classes.Select(figures => figures.Name));
        Assert.Equal((1 + 2) / 4.0, report.Classes[0].Score.Value.Value!.Value, 1e-5);
        Assert.True(report.All.Score.Lower < report.All.Score.Value.Value && report.All.Score.Value.Value < report.All.Score.Upper);
        Assert.Null(report.GroupGap);
        Assert.Equal([1, 0, 1, 0], report.Rows.Select(row => row.Label));
        Assert.Equal([0, 1, 0, 1], report.Rows.Select(row => row.NewLabel));
    }

    [Fact]
    public void Report_WithTrueLabels_CountsWrongRowsAsFallen()
    {
        var report = RobustnessAnalysis.Run(Model, new RobustnessSample(At(0.5, -1, 1.5, -4)) { TrueLabels = [1, 1, 1, 0] }, Options, CancellationToken.None);

        Assert.Equal((0.5 + 0 + 1.5 + 2) / 8, report.All.Score.Value.Value!.Value, 1e-5);
        Assert.Equal(0.75, report.All.Curve[0].Accuracy);
        Assert.Equal(0, report.Rows[1].Queries);
    }

    [Fact]
    public void Report_WhereRowsWithstand_HasNoMedianButAScore()
    {
        var options = Options with { Attacks = [new FastGradient(new FastGradientOptions { Norm = AttackNorm.L2, Epsilon = 0.7 })] };

        var report = RobustnessAnalysis.Run(Model, new RobustnessSample(At(0.5, -1, 1.5, -4)), options, CancellationToken.None);

        Assert.Null(report.All.Median.Value.Value);
        Assert.Contains("withstood", report.All.Median.Value.Reason, StringComparison.Ordinal);
        Assert.Equal((0.5 + 2 + 2 + 2) / 8, report.All.Score.Value.Value!.Value, 1e-5);
        Assert.Equal(double.PositiveInfinity, report.Rows[3].Distance);
        Assert.Equal(report.Rows[3].Label, report.Rows[3].NewLabel);
    }

    [Fact]
    public void Report_OfTwoGroups_SaysWhichIsEasierAndHowSure()
    {
        double[] near = [.. Enumerable.Range(1, 20).Select(i => 0.02 * i)], far = [.. Enumerable.Range(1, 20).Select(i => 1 + (0.02 * i))];
        var sample = new RobustnessSample(At([.. near, .. far])) { Groups = [.. near.Select(_ => 0), .. far.Select(_ => 1)], GroupNames = ["near", "far", "none"] };
        var mixed = sample with { Groups = [.. Enumerable.Range(0, 40).Select(i => i % 2)] };

        var gap = RobustnessAnalysis.Run(Model, sample, Options, CancellationToken.None).GroupGap!;
        var chance = RobustnessAnalysis.Run(Model, mixed, Options, CancellationToken.None).GroupGap!;

        Assert.Equal(("near", "far"), (gap.Easiest, gap.Hardest));
        Assert.Equal(0.5, gap.Difference, 1e-5);
        Assert.Equal(1 / 501.0, gap.PValue, 12);
        Assert.True(chance.PValue > 0.3, $"{chance.PValue}");
    }

    [Fact]
    public void Report_OfTwoAttacks_TakesTheNearerOfEachRow()
    {
        HopSkipJump hops = new(new HopSkipJumpOptions { Budget = 150 });
        FastGradient weak = new(new FastGradientOptions { Norm = AttackNorm.L2, Epsilon = 1.2 });
        var sample = new RobustnessSample(At(0.5, -1, 1.5, -4));
        double[] Distances(params IAttack[] attacks) => [.. RobustnessAnalysis.Run(Model, sample, Options with { Attacks = attacks }, CancellationToken.None).Rows.Select(row => row.Distance)];

        var both = RobustnessAnalysis.Run(Model, sample, Options with { Attacks = [weak, hops] }, CancellationToken.None);

        Assert.Equal(["fast-gradient", "fast-gradient", "hop-skip-jump", "hop-skip-jump"], both.Rows.Select(row => row.Attack));
        Assert.Equal(Distances(weak)[..2], both.Rows.Take(2).Select(row => row.Distance));
    }

    [Fact]
    public void Report_WithMoreThreads_IsTheSame()
    {
        var options = Options with { Attacks = [new HopSkipJump(new HopSkipJumpOptions { Budget = 300 })] };
        var sample = new RobustnessSample(TestModels.Uniform(60, -3, 3, 4));

        var one = RobustnessAnalysis.Run(Model, sample, options, CancellationToken.None);
        var three = RobustnessAnalysis.Run(Model, sample, options with { Threads = 3, Bootstrap = options.Bootstrap with { Threads = 3 } }, CancellationToken.None);

        Assert.Equal(one.Rows.Select(row => row.Distance), three.Rows.Select(row => row.Distance));
        Assert.Equal(one.All.Score, three.All.Score);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Report_WhereTheModelFails_FailsAsTheModelDid(int threads)
    {
        var asked = 0;
        var failing = new Scorer(["x", "y"], 1, (_, scores) => scores.Fill(Interlocked.Increment(ref asked) > 3 ? throw new TimeoutException("No answer.") : 0.7));
        var model = new AttackedModel(failing, TestModels.Box(2, -50, 50));

        var fault = Assert.Throws<TimeoutException>(() => RobustnessAnalysis.Run(
            model, new RobustnessSample(At(0.5, -1, 1.5, -4, 1, 2, 3, 4, 5, 6)), Options with { Attacks = [new HopSkipJump(new HopSkipJumpOptions())], Threads = threads }, CancellationToken.None));

        Assert.Equal("No answer.", fault.Message);
    }

    [Fact]
    public void Report_WhenStopped_SaysThatItWas()
    {
        using var stop = new CancellationTokenSource();
        var stopping = new Scorer(["x", "y"], 1, (_, scores) =>
        {
            scores.Fill(0.7);
            stop.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => RobustnessAnalysis.Run(
            new AttackedModel(stopping, TestModels.Box(2, -50, 50)), new RobustnessSample(At(0.5, -1)), Options with { Attacks = [new HopSkipJump(new HopSkipJumpOptions())] }, stop.Token));
    }

    [Fact]
    public void Report_OfBadRequests_NamesThem()
    {
        Assert.Throws<TrustException>(() => RobustnessAnalysis.Run(Model, new RobustnessSample([]), Options, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => RobustnessAnalysis.Run(Model, new RobustnessSample(At(1)), Options with { Reach = 0 }, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => RobustnessAnalysis.Run(Model, new RobustnessSample(At(1)), Options with { Attacks = [] }, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => RobustnessAnalysis.Run(Model, new RobustnessSample(At(1)) { TrueLabels = [1, 1] }, Options, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => RobustnessAnalysis.Run(
            Model, new RobustnessSample(At(1)), Options with { Attacks = [.. Options.Attacks, new FastGradient(new FastGradientOptions())] }, CancellationToken.None));
    }

    [Fact]
    public void EmpiricalRobustness_WhereNoRowChanged_IsUndefined() => Assert.Null(EmpiricalRobustness.Of([1, 2], [new AttackResult(false, [1, 2], 0, 1)], AttackNorm.L2).Value);
}
