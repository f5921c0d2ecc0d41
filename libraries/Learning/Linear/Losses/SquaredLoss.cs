using System.Runtime.CompilerServices;
using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Losses;

/// <summary>(m - y)² / 2.</summary>
internal readonly struct SquaredLoss : IMarginLoss
{
    public bool HasConstantCurvature => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Evaluate<TOps, TLanes>(TLanes margin, TLanes label, out TLanes slope, out TLanes curvature)
        where TOps : ILaneOps<TLanes> where TLanes : struct
    {
        slope = TOps.Subtract(margin, label);
        curvature = TOps.Create(1);
        return TOps.Multiply(TOps.Multiply(slope, slope), TOps.Create(0.5f));
    }
}
