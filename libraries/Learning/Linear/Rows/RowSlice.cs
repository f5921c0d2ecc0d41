using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Rows;

/// <summary>A run of blocks of encoded rows. Within a block each column lies whole, so that sixteen rows are one vector.</summary>
internal sealed class RowSlice(int blocks, int numberColumns, int categoryColumns)
{
    private const int Rows = BlockMath.Rows;

    private readonly float[] numbers = GC.AllocateUninitializedArray<float>(blocks * numberColumns * Rows);
    private readonly int[] categories = GC.AllocateUninitializedArray<int>(blocks * categoryColumns * Rows);
    private readonly float[] labels = new float[blocks * Rows];
    private readonly float[] weights = new float[blocks * Rows];

    public int Blocks => blocks;

    /// <summary>Column after column.</summary>
    public Span<float> Numbers(int block) => numbers.AsSpan(block * numberColumns * Rows, numberColumns * Rows);

    /// <summary>Column after column: the parameter that is active.</summary>
    public Span<int> Categories(int block) => categories.AsSpan(block * categoryColumns * Rows, categoryColumns * Rows);

    public Span<float> Labels(int block) => labels.AsSpan(block * Rows, Rows);

    public Span<float> Weights(int block) => weights.AsSpan(block * Rows, Rows);
}
