using System.Runtime.CompilerServices;
using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Losses;

/// <summary>A loss of one margin per row, sixteen rows at a time.</summary>
internal sealed class PointwiseLoss<TOps, TLanes, TLoss>(TLoss loss) : BlockLoss
    where TOps : ILaneOps<TLanes> where TLanes : struct where TLoss : struct, IMarginLoss
{
    private const int Lanes = BlockMath.Lanes;

    public override int Outputs => 1;

    public override bool HasConstantCurvature => loss.HasConstantCurvature;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> margins, Span<float> slopes)
    {
        BlockShape.Check(1, labels.Length, weights.Length, margins.Length, slopes.Length);
        var row = loss;
        TLanes sum = default;
        for (var i = 0; i < BlockMath.Rows; i += Lanes)
        {
            var weight = TOps.Load(weights, i);
            var value = row.Evaluate<TOps, TLanes>(TOps.Load(margins, i), TOps.Load(labels, i), out var slope, out var curvature);
            sum = TOps.MultiplyAdd(value, weight, sum);
            TOps.Store(TOps.Multiply(slope, weight), slopes, i);
            TOps.Store(TOps.Multiply(curvature, weight), margins, i);
        }

        return TOps.Sum(sum);
    }

    public override void Curvature(int output, int other, ReadOnlySpan<float> weights, ReadOnlySpan<float> state, Span<float> curvatures) =>
        state.CopyTo(curvatures);
}

/// <summary>The lengths that a block's spans must have.</summary>
internal static class BlockShape
{
    public static void Check(int outputs, int labels, int weights, int margins, int slopes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels, BlockMath.Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights, BlockMath.Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(margins, outputs * BlockMath.Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(slopes, outputs * BlockMath.Rows);
    }
}
