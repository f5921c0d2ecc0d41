namespace MlPlatform.Learning.Linear.Losses;

/// <summary>The loss of a block of rows, and how it changes with their margins.</summary>
internal abstract class BlockLoss
{
    /// <summary>The number of margins of a row: one, or one per class.</summary>
    public abstract int Outputs { get; }

    /// <summary>Whether the curvature is the same whatever the margins are.</summary>
    public virtual bool HasConstantCurvature => false;

    /// <summary>The weighted sum of the losses.</summary>
    /// <param name="labels">One per row.</param>
    /// <param name="weights">One per row.</param>
    /// <param name="margins">Output × rows; afterwards what <see cref="Curvature"/> needs.</param>
    /// <param name="slopes">Output × rows: receives the weighted derivatives by the margins.</param>
    public abstract double Evaluate(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> margins, Span<float> slopes);

    /// <summary>The weighted second derivatives by the margins of two outputs, or what bounds them from above.</summary>
    public abstract void Curvature(int output, int other, ReadOnlySpan<float> weights, ReadOnlySpan<float> state, Span<float> curvatures);
}
