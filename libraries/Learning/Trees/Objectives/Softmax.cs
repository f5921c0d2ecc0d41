using System.Numerics.Tensors;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>The log loss of a probability per class; one margin and one tree per class.</summary>
internal sealed class Softmax(int classes) : RowwiseObjective
{
    public override int Outputs => classes;

    public override MarginLink Link => MarginLink.Softmax;

    public override OutputKind Kind => OutputKind.ClassProbabilities;

    public override string Metric => "mlogloss";

    public override string? LabelProblem(float label) =>
        label == MathF.Floor(label) && label >= 0 && label < classes ? null : $"a class from 0 to {classes - 1}";

    /// <summary>All classes alike.</summary>
    public override double[] BaseMargins(BoostingRows rows) => new double[classes];

    protected override void DeriveBlock(BoostingRows rows, int start, int count, float[] gradients, float[] hessians)
    {
        // The gradients hold the probabilities until the label is subtracted; the hessians of class 0 hold the row maxima, then the sums.
        var scratch = hessians.AsSpan(start, count);
        rows.Margins.AsSpan(start, count).CopyTo(scratch);
        for (var k = 1; k < classes; k++) TensorPrimitives.Max(scratch, Of(rows.Margins, k), scratch);
        for (var k = 0; k < classes; k++)
        {
            TensorPrimitives.Subtract(Of(rows.Margins, k), scratch, Of(gradients, k));
            TensorPrimitives.Exp(Of(gradients, k), Of(gradients, k));
        }

        Of(gradients, 0).CopyTo(scratch);
        for (var k = 1; k < classes; k++) TensorPrimitives.Add(scratch, Of(gradients, k), scratch);
        for (var k = classes - 1; k >= 0; k--)
        {
            var p = Of(gradients, k);
            var h = Of(hessians, k);
            TensorPrimitives.Divide(p, scratch, p);
            for (var i = 0; i < count; i++)
            {
                h[i] = Math.Max(2 * p[i] * (1 - p[i]), SmallestHessian);
                if ((int)rows.Labels[start + i] == k) p[i] -= 1;
            }
        }

        Span<float> Of(float[] values, int k) => values.AsSpan((k * rows.Count) + start, count);
    }
}
