using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Linear.Losses;

namespace MlPlatform.Learning.Linear;

/// <summary>What the linear learner makes small.</summary>
public enum LinearLoss
{
    Logistic,
    Softmax,
    Squared,
    Absolute,
    Huber,
    Quantile,
}

/// <summary>The losses on the learning scale, on which a regression's labels have deviation 1.</summary>
internal static class LinearLosses
{
    /// <summary>Within this many deviations the corner of the absolute and the quantile loss is rounded.</summary>
    private const float CornerRadius = 1e-3f;

    private const double Middle = 0.5;

    public static BlockLoss Of(LinearLearnerOptions options, int classes, TargetScale target, BlockMath math) => options.Loss switch
    {
        LinearLoss.Logistic => math.Pointwise(new LogisticLoss()),
        LinearLoss.Softmax => math.Softmax(classes),
        LinearLoss.Huber => math.Pointwise(new HuberLoss((float)(options.HuberDelta / target.Deviation))),
        LinearLoss.Absolute => math.Pointwise(new QuantileLoss((float)Middle, CornerRadius)),
        LinearLoss.Quantile => math.Pointwise(new QuantileLoss((float)options.Quantile, CornerRadius)),
        _ => math.Pointwise(new SquaredLoss()),
    };

    /// <summary>A loss on the learning scale, on the scale of the label.</summary>
    public static double Unscaled(double value, LinearLoss loss, TargetScale target) => loss switch
    {
        LinearLoss.Squared or LinearLoss.Huber => value * target.Deviation * target.Deviation,
        LinearLoss.Absolute => value * target.Deviation / Middle,
        LinearLoss.Quantile => value * target.Deviation,
        _ => value,
    };
}
