using MlPlatform.Learning.Models;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Growing;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>A loss: its first and second derivatives by the margins, and what a model that minimises it gives.</summary>
internal abstract class Objective
{
    /// <summary>No hessian of a row is below it, so that a leaf of such rows has a value.</summary>
    protected const float SmallestHessian = 1e-16f;

    /// <summary>How many margins a row has, and so how many trees a round.</summary>
    public virtual int Outputs => 1;

    public virtual MarginLink Link => MarginLink.Identity;

    public virtual OutputKind Kind => OutputKind.Number;

    /// <summary>XGBoost's name of the metric that goes with the loss.</summary>
    public abstract string Metric { get; }

    /// <summary>The share of a leaf's residuals below its value, where a leaf takes a quantile of them; else null.</summary>
    public virtual double? LeafQuantile => null;

    /// <summary>Whether the loss compares rows of a group.</summary>
    public virtual bool NeedsGroups => false;

    /// <summary>What the objective needs where a label does not fit; null where it does.</summary>
    public virtual string? LabelProblem(float label) => null;

    /// <summary>The margins of the best constant prediction.</summary>
    public virtual double[] BaseMargins(BoostingRows rows) => [Link.MarginOf(Mean(rows))];

    /// <summary>Writes the derivatives of the weighted loss of every row, laid out as the margins are.</summary>
    public abstract void Derive(BoostingRows rows, float[] gradients, float[] hessians, WorkerTeam team);

    protected static double Mean(BoostingRows rows)
    {
        double sum = 0;
        for (var i = 0; i < rows.Count; i++) sum += (double)rows.Labels[i] * rows.WeightOf(i);
        return sum / rows.TotalWeight();
    }
}

/// <summary>A loss whose rows do not depend on one another.</summary>
internal abstract class RowwiseObjective : Objective
{
    private const int BlockRows = 16_384;

    public sealed override void Derive(BoostingRows rows, float[] gradients, float[] hessians, WorkerTeam team)
    {
        var blocks = (rows.Count + BlockRows - 1) / BlockRows;
        team.Run(blocks, (_, block) =>
        {
            var start = block * BlockRows;
            var count = Math.Min(BlockRows, rows.Count - start);
            DeriveBlock(rows, start, count, gradients, hessians);
            if (rows.Weights is not { } weights) return;
            for (var output = 0; output < Outputs; output++)
            {
                var at = (output * rows.Count) + start;
                System.Numerics.Tensors.TensorPrimitives.Multiply(gradients.AsSpan(at, count), weights.AsSpan(start, count), gradients.AsSpan(at, count));
                System.Numerics.Tensors.TensorPrimitives.Multiply(hessians.AsSpan(at, count), weights.AsSpan(start, count), hessians.AsSpan(at, count));
            }
        });
    }

    /// <summary>The derivatives of some rows' losses, without their weights.</summary>
    protected abstract void DeriveBlock(BoostingRows rows, int start, int count, float[] gradients, float[] hessians);
}

/// <summary>A loss of one margin per row.</summary>
internal abstract class SingleObjective : RowwiseObjective
{
    protected sealed override void DeriveBlock(BoostingRows rows, int start, int count, float[] gradients, float[] hessians) => Derive(
        rows.Margins.AsSpan(start, count), rows.Labels.AsSpan(start, count), gradients.AsSpan(start, count), hessians.AsSpan(start, count));

    /// <summary>All spans are of one length.</summary>
    public abstract void Derive(ReadOnlySpan<float> margins, ReadOnlySpan<float> labels, Span<float> gradients, Span<float> hessians);
}
