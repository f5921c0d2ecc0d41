using System.Runtime.CompilerServices;
using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Losses;

/// <summary>quantile × error below the label, (1 - quantile) × error above it, with the corner rounded; 0.5 is half the absolute error.</summary>
/// <remarks>
/// |e| is replaced by |e| - r ln(r + |e|) + r ln r with a small radius r, which a parabola of curvature 1 / (r + |e|) bounds from above
/// (Hunter and Lange, "Quantile regression via an MM algorithm", 2000).
/// </remarks>
internal readonly struct QuantileLoss(float quantile, float radius) : IMarginLoss
{
    public bool HasConstantCurvature => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TOps, TLanes>(TLanes margin, TLanes label, out TLanes slope, out TLanes curvature)
        where TOps : ILaneOps<TLanes> where TLanes : struct
    {
        var half = TOps.Create(0.5f);
        var tilt = TOps.Create(0.5f - quantile);
        var error = TOps.Subtract(margin, label);
        var size = TOps.Abs(error);
        var rounded = TOps.Add(size, TOps.Create(radius));
        curvature = TOps.Divide(half, rounded);
        slope = TOps.MultiplyAdd(error, curvature, tilt);
        var log = LaneMath.Log<TOps, TLanes>(TOps.Divide(rounded, TOps.Create(radius)));
        var smooth = TOps.Subtract(size, TOps.Multiply(TOps.Create(radius), log));
        return TOps.MultiplyAdd(tilt, error, TOps.Multiply(half, smooth));
    }
}
