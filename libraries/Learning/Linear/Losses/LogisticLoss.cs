using System.Runtime.CompilerServices;
using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Losses;

/// <summary>ln(1 + e^m) - y m for labels 0 and 1.</summary>
internal readonly struct LogisticLoss : IMarginLoss
{
    public bool HasConstantCurvature => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TOps, TLanes>(TLanes margin, TLanes label, out TLanes slope, out TLanes curvature)
        where TOps : ILaneOps<TLanes> where TLanes : struct
    {
        var zero = TOps.Create(0);
        var one = TOps.Create(1);
        var small = LaneMath.ExpOfNegative<TOps, TLanes>(TOps.Subtract(zero, TOps.Abs(margin)));
        var larger = TOps.Divide(one, TOps.Add(one, small));
        var smaller = TOps.Multiply(small, larger);
        slope = TOps.Subtract(TOps.WhereGreater(margin, zero, larger, smaller), label);
        curvature = TOps.Multiply(larger, smaller);
        var softplus = TOps.Add(TOps.Max(margin, zero), LaneMath.LogOnePlus<TOps, TLanes>(small));
        return TOps.Subtract(softplus, TOps.Multiply(label, margin));
    }
}
