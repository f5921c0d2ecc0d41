using System.Runtime.CompilerServices;
using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Losses;

/// <summary>Squared for errors up to delta, and linear beyond: e²/2, or delta (|e| - delta / 2).</summary>
/// <remarks>The curvature is that of the parabola above the loss: 1 up to delta, delta / |e| beyond (Huber, 1981).</remarks>
internal readonly struct HuberLoss(float delta) : IMarginLoss
{
    public bool HasConstantCurvature => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TOps, TLanes>(TLanes margin, TLanes label, out TLanes slope, out TLanes curvature)
        where TOps : ILaneOps<TLanes> where TLanes : struct
    {
        var limit = TOps.Create(delta);
        var error = TOps.Subtract(margin, label);
        var size = TOps.Abs(error);
        curvature = TOps.Divide(limit, TOps.Max(size, limit));
        slope = TOps.Multiply(error, curvature);
        var half = TOps.Create(0.5f);
        var squared = TOps.Multiply(half, TOps.Multiply(error, error));
        var linear = TOps.Multiply(limit, TOps.Subtract(size, TOps.Multiply(half, limit)));
        return TOps.WhereGreater(size, limit, linear, squared);
    }
}
