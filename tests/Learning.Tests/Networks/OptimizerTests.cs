using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class OptimizerTests
{
    private const int Digits = 6;

    [Theory]
    [ClassData(typeof(Widths))]
    public void Adam_TwoSteps_GiveTheFiguresOfItsPaper(string width)
    {
        // Weight 1, gradients 0.5 and -1, rate 0.001, decays 0.9 and 0.999, weight decay 0.1 apart from the gradient, in Python's doubles.
        var optimizer = New(NetworkOptimizer.Adam, width, weightDecay: 0.1);
        Assert.Equal([0.99890000002f, 0.9991662135424036f], Steps(optimizer, rate: 0.001, decays: true), Near);
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Sgd_TwoSteps_RepeatTheirMomentum(string width)
    {
        // 1 - 0.1 × 0.5 = 0.95; then 0.95 - 0.1 × (0.9 × 0.5 - 1) = 1.005.
        var optimizer = New(NetworkOptimizer.Sgd, width, weightDecay: 0);
        Assert.Equal([0.95f, 1.005f], Steps(optimizer, rate: 0.1, decays: true), Near);
    }

    [Fact]
    public void WeightDecay_OfABias_IsNone()
    {
        var optimizer = New(NetworkOptimizer.Sgd, nameof(LaneWidth.Scalar), weightDecay: 0.5);
        Assert.Equal([0.95f, 1.005f], Steps(optimizer, rate: 0.1, decays: false), Near);
    }

    [Theory]
    [InlineData(LearningRateSchedule.Constant, 7, 0.8)]
    [InlineData(LearningRateSchedule.Step, 4, 0.8)]
    [InlineData(LearningRateSchedule.Step, 41, 0.2)]
    [InlineData(LearningRateSchedule.Cosine, 51, 0.4)]
    [InlineData(LearningRateSchedule.Cosine, 101, 0)]
    public void Schedule_AfterManySteps_GivesItsRate(LearningRateSchedule schedule, int step, double rate) =>
        Assert.Equal(rate, new StepSizes(schedule, 0.8, Epochs: 10, WarmUpEpochs: 0, StepEpochs: 2, StepFactor: 0.5).At(step, stepsPerEpoch: 10), Digits);

    [Fact]
    public void WarmUp_GrowsToTheFullRateStepByStep()
    {
        var sizes = new StepSizes(LearningRateSchedule.Constant, 0.4, Epochs: 10, WarmUpEpochs: 0.5, StepEpochs: 1, StepFactor: 1);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.4], Enumerable.Range(1, 5).Select(step => Math.Round(sizes.At(step, stepsPerEpoch: 8), Digits)));
    }

    private static bool Near(float expected, float actual) => MathF.Abs(expected - actual) < 1e-6f;

    private static float[] Steps(Optimizer optimizer, double rate, bool decays)
    {
        var weights = Enumerable.Repeat(1f, Padding.Width).ToArray();
        var after = new List<float>();
        foreach (var (step, gradient) in new[] { (1, 0.5f), (2, -1f) })
        {
            optimizer.StepDense(weights, Enumerable.Repeat(gradient, Padding.Width).ToArray(), 0..Padding.Width, optimizer.Numbers(step, rate), decays);
            Assert.All(weights, weight => Assert.Equal(weights[0], weight));
            after.Add(weights[0]);
        }

        return [.. after];
    }

    private static Optimizer New(NetworkOptimizer kind, string width, double weightDecay) =>
        new(new OptimizerSettings(kind, 0.9, 0.999, 0.9, weightDecay), Widths.Of(width), Padding.Width, embeddingCount: 0);
}
