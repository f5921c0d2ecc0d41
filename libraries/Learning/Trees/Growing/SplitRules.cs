namespace MlPlatform.Learning.Trees.Growing;

/// <summary>The regularised loss of a leaf with a sum of gradients G and of hessians H, and its best value.</summary>
/// <remarks>
/// A leaf of value w costs 2(G w + α|w|) + (H + λ) w²; without bounds the best w is -T(G) / (H + λ) and lowers the cost by
/// T(G)² / (H + λ), where T shrinks by α.
/// </remarks>
internal sealed class SplitRules
{
    private readonly double alpha;
    private readonly double maxDeltaStep;

    public SplitRules(GrowthOptions options, sbyte[]? monotone)
    {
        Options = options;
        Lambda = options.Lambda;
        alpha = options.Alpha;
        maxDeltaStep = options.MaxDeltaStep;
        Monotone = monotone;
        LeastHessian = Math.Max(options.MinChildWeight, double.Epsilon);
    }

    public GrowthOptions Options { get; }

    public double Lambda { get; }

    /// <summary>The least hessian of a child; above 0, so that no child is empty.</summary>
    public double LeastHessian { get; }

    /// <summary>Per column 1, -1 or 0; null where no column is constrained.</summary>
    public sbyte[]? Monotone { get; }

    /// <summary>Whether a leaf's gain is G² / (H + λ).</summary>
    public bool IsPlain => alpha == 0 && maxDeltaStep == 0 && Monotone is null;

    /// <summary>The best value of a leaf within bounds, before eta.</summary>
    public double Value(double gradient, double hessian, in Bounds bounds)
    {
        if (hessian <= 0) return 0;
        var value = -Shrink(gradient) / (hessian + Lambda);
        if (maxDeltaStep > 0) value = Math.Clamp(value, -maxDeltaStep, maxDeltaStep);
        return Math.Clamp(value, bounds.Lower, bounds.Upper);
    }

    /// <summary>By how much a leaf of this value lowers the cost.</summary>
    public double Gain(double gradient, double hessian, double value) =>
        -((2 * ((gradient * value) + (alpha * Math.Abs(value)))) + ((hessian + Lambda) * value * value));

    /// <summary>By how much the best leaf lowers the cost.</summary>
    public double Gain(double gradient, double hessian, in Bounds bounds)
    {
        if (!IsPlain) return Gain(gradient, hessian, Value(gradient, hessian, bounds));
        return hessian + Lambda > 0 ? gradient * gradient / (hessian + Lambda) : 0;
    }

    /// <summary>The gain of both sides of a split, or negative infinity where it breaks a rule.</summary>
    public double Gain(int direction, double leftGradient, double leftHessian, double rightGradient, double rightHessian, in Bounds bounds)
    {
        if (leftHessian < LeastHessian || rightHessian < LeastHessian) return double.NegativeInfinity;
        if (IsPlain) return (leftGradient * leftGradient / (leftHessian + Lambda)) + (rightGradient * rightGradient / (rightHessian + Lambda));
        var left = Value(leftGradient, leftHessian, bounds);
        var right = Value(rightGradient, rightHessian, bounds);
        if ((direction > 0 && left > right) || (direction < 0 && left < right)) return double.NegativeInfinity;
        return Gain(leftGradient, leftHessian, left) + Gain(rightGradient, rightHessian, right);
    }

    private double Shrink(double gradient) => gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0;
}

/// <summary>Between which values the leaves below a node must stay, so that a constrained column's other side stays above or below.</summary>
internal readonly record struct Bounds(double Lower, double Upper)
{
    public static Bounds Open => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The bounds of both children of a split on a column of this direction.</summary>
    public (Bounds Left, Bounds Right) Split(int direction, double leftValue, double rightValue)
    {
        if (direction == 0) return (this, this);
        var middle = (leftValue + rightValue) / 2;
        var below = this with { Upper = middle };
        var above = this with { Lower = middle };
        return direction > 0 ? (below, above) : (above, below);
    }
}
