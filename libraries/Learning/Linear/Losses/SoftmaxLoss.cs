using System.Runtime.CompilerServices;
using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Losses;

/// <summary>ln(sum over classes of e^m) - m of the label's class.</summary>
internal sealed class SoftmaxLoss<TOps, TLanes>(int classes) : BlockLoss where TOps : ILaneOps<TLanes> where TLanes : struct
{
    private const int Lanes = BlockMath.Lanes;

    public override int Outputs => classes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Evaluate(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> margins, Span<float> slopes)
    {
        BlockShape.Check(classes, labels.Length, weights.Length, margins.Length, slopes.Length);
        TLanes sum = default;
        for (var i = 0; i < BlockMath.Rows; i += Lanes)
        {
            var weight = TOps.Load(weights, i);
            var label = TOps.Load(labels, i);
            sum = TOps.MultiplyAdd(Probabilities(margins[i..], label), weight, sum);
            for (var k = 0; k < classes; k++)
            {
                var probability = TOps.Load(margins, (k * BlockMath.Rows) + i);
                var surplus = TOps.WhereEqual(label, TOps.Create(k), TOps.Subtract(probability, TOps.Create(1)), probability);
                TOps.Store(TOps.Multiply(surplus, weight), slopes, (k * BlockMath.Rows) + i);
            }
        }

        return TOps.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Curvature(int output, int other, ReadOnlySpan<float> weights, ReadOnlySpan<float> state, Span<float> curvatures)
    {
        BlockShape.Check(1, weights.Length, curvatures.Length, BlockMath.Rows, BlockMath.Rows);
        var same = TOps.Create(output == other ? 1 : 0);
        for (var i = 0; i < BlockMath.Rows; i += Lanes)
        {
            var mine = TOps.Load(state, (output * BlockMath.Rows) + i);
            var rest = TOps.Subtract(same, TOps.Load(state, (other * BlockMath.Rows) + i));
            TOps.Store(TOps.Multiply(TOps.Multiply(mine, rest), TOps.Load(weights, i)), curvatures, i);
        }
    }

    /// <summary>Turns sixteen rows' margins into probabilities; returns their losses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Probabilities(Span<float> margins, TLanes label)
    {
        var largest = TOps.Load(margins, 0);
        for (var k = 1; k < classes; k++) largest = TOps.Max(largest, TOps.Load(margins, k * BlockMath.Rows));
        var total = TOps.Create(0);
        var chosen = TOps.Create(0);
        for (var k = 0; k < classes; k++)
        {
            var below = TOps.Subtract(TOps.Load(margins, k * BlockMath.Rows), largest);
            chosen = TOps.WhereEqual(label, TOps.Create(k), below, chosen);
            var exponential = LaneMath.ExpOfNegative<TOps, TLanes>(below);
            total = TOps.Add(total, exponential);
            TOps.Store(exponential, margins, k * BlockMath.Rows);
        }

        var factor = TOps.Divide(TOps.Create(1), total);
        for (var k = 0; k < classes; k++)
        {
            TOps.Store(TOps.Multiply(TOps.Load(margins, k * BlockMath.Rows), factor), margins, k * BlockMath.Rows);
        }

        return TOps.Subtract(LaneMath.Log<TOps, TLanes>(total), chosen);
    }
}
