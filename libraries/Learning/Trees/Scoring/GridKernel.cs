using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Turns numbers into the bytes of <see cref="SplitColumns"/>.</summary>
internal static class GridKernel
{
    /// <summary>For each row, -128 plus the number of thresholds that its value reaches; a missing value reaches none.</summary>
    /// <remarks>The first comparison finds how many whole groups lie below the value, the second counts inside the next one.</remarks>
    public static void CountReached(ReadOnlySpan<double> rows, int width, ThresholdGrid grid, Span<sbyte> counts)
    {
        ref var thresholds = ref MemoryMarshal.GetArrayDataReference(grid.Thresholds);
        var ends = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(grid.GroupEnds));
        var single = grid.Thresholds.Length == ThresholdGrid.Group;
        var only = Vector512.LoadUnsafe(ref thresholds);
        for (int cell = grid.Feature, row = 0; cell < rows.Length; cell += width, row++)
        {
            var value = Vector512.Create((float)rows[cell]);
            if (single)
            {
                counts[row] = (sbyte)(Count(only, value) + sbyte.MinValue);
                continue;
            }

            var below = Count(ends, value) * ThresholdGrid.Group;
            counts[row] = (sbyte)(below + Count(Vector512.LoadUnsafe(ref thresholds, (nuint)below), value) + sbyte.MinValue);
        }
    }

    /// <summary>Where the value is missing, the count becomes the highest there is.</summary>
    public static void RaiseMissing(ReadOnlySpan<double> rows, int width, Span<sbyte> counts)
    {
        for (int cell = 0, row = 0; cell < rows.Length; cell += width, row++)
        {
            if (double.IsNaN(rows[cell])) counts[row] = sbyte.MaxValue;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count(Vector512<float> thresholds, Vector512<float> value) =>
        BitOperations.PopCount(Vector512.LessThanOrEqual(thresholds, value).ExtractMostSignificantBits());
}
