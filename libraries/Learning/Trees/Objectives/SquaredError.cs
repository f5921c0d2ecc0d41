using System.Numerics.Tensors;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>Half the squared difference.</summary>
internal sealed class SquaredError : SingleObjective
{
    public override string Metric => "rmse";

    public override void Derive(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians)
    {
        TensorPrimitives.Subtract(margins, labels, gradients);
        hessians.Fill(1);
    }
}
