using MlPlatform.Learning.Linear.Losses;

namespace MlPlatform.Learning.Linear.Kernels;

/// <summary>The sums over one block of rows that every pass is made of. Columns of a block lie one after another.</summary>
internal abstract class BlockMath
{
    /// <summary>The rows of a block; the last block is filled up with rows of weight 0.</summary>
    public const int Rows = 256;

    /// <summary>The floats that are handled side by side.</summary>
    public const int Lanes = 16;

    /// <summary>Columns are handled in groups of this many; a block has a multiple of it, filled up with zeros.</summary>
    public const int Group = 4;

    public static BlockMath Vector { get; } = new BlockMath<VectorLanes, System.Runtime.Intrinsics.Vector512<float>>();

    public static BlockMath Plain { get; } = new BlockMath<PlainLanes, SixteenFloats>();

    /// <summary>A loss of one margin per row in this arithmetic.</summary>
    public abstract BlockLoss Pointwise<TLoss>(TLoss loss) where TLoss : struct, IMarginLoss;

    /// <summary>The loss of one margin per class in this arithmetic.</summary>
    public abstract BlockLoss Softmax(int classes);

    /// <summary>margin = start + sum of weight × column, row by row, columns in order.</summary>
    public abstract void Margins(ReadOnlySpan<float> columns, ReadOnlySpan<float> weights, float start, Span<float> margins);

    /// <summary>Adds to each column's sum the sum of column × factor over the rows.</summary>
    public abstract void AddColumnSums(ReadOnlySpan<float> columns, ReadOnlySpan<float> factors, Span<double> sums);

    /// <summary>The sum of a factor over the rows.</summary>
    public abstract double Sum(ReadOnlySpan<float> factors);

    /// <summary>Adds to matrix[i, j], for j at most i, the sum of column i × column j × factor over the rows.</summary>
    /// <param name="columns">The block.</param>
    /// <param name="factors">One per row.</param>
    /// <param name="matrix">Column count × column count; entries above the diagonal are left as they come.</param>
    public abstract void AddProducts(ReadOnlySpan<float> columns, ReadOnlySpan<float> factors, Span<double> matrix);

    /// <summary>The sum of products of two rows of whole lanes.</summary>
    public abstract float Dot(ReadOnlySpan<float> row, ReadOnlySpan<float> weights);

    /// <summary>sums += row × factor, for rows of whole lanes.</summary>
    public abstract void AddScaled(ReadOnlySpan<float> row, float factor, Span<float> sums);
}
