using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Turns a block of one input's values into the bytes of <see cref="SplitColumns"/>.</summary>
internal static class GridKernel
{
    private const int Lanes = 16;

    /// <summary>-128 plus the number of thresholds that a value reaches; a missing value reaches none.</summary>
    /// <remarks>The first comparison finds how many whole groups lie below the value, the second counts inside the next one.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte CountReached(float value, ThresholdGrid grid)
    {
        var values = Vector512.Create(value);
        var below = Count(Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(grid.GroupEnds)), values) * ThresholdGrid.Group;
        var group = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(grid.Thresholds), (nuint)below);
        return (sbyte)(below + Count(group, values) + sbyte.MinValue);
    }

    /// <summary>The same for a block of values.</summary>
    public static void CountReached(ReadOnlySpan<float> values, ThresholdGrid grid, Span<sbyte> counts)
    {
        counts = counts[..values.Length];
        for (var row = 0; row < values.Length; row++) counts[row] = CountReached(values[row], grid);
    }

    /// <summary>The same by descending the grid's search tree for 16 values at once; the whole tree lies in registers.</summary>
    /// <remarks>The permutations look at the low four or five bits of a node's number, which are its place in its level.</remarks>
    public static void CountReachedAvx512(ReadOnlySpan<float> values, ThresholdGrid grid, Span<sbyte> counts)
    {
        ref var heap = ref MemoryMarshal.GetArrayDataReference(grid.Heap);
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var count = ref MemoryMarshal.GetReference(counts[..values.Length]);
        var levels = grid.Levels;
        var top = Vector512.LoadUnsafe(ref heap);
        var offset = Vector512.Create((1 << levels) - sbyte.MinValue);
        for (nuint row = 0; row + Lanes <= (nuint)values.Length; row += Lanes)
        {
            var x = Vector512.LoadUnsafe(ref value, row);
            var node = Vector512<int>.One;
            node = Child(node, Avx512F.PermuteVar16x32(top, node), x);
            if (levels > 1) node = Child(node, Avx512F.PermuteVar16x32(top, node), x);
            if (levels > 2) node = Child(node, Avx512F.PermuteVar16x32(top, node), x);
            if (levels > 3) node = Child(node, Avx512F.PermuteVar16x32(top, node), x);
            if (levels > 4) node = Child(node, Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref heap, 16), node), x);
            if (levels > 5) node = Child(node, Pick32(ref heap, 32, node), x);
            if (levels > 6) node = Child(node, Pick64(ref heap, 64, node), x);
            if (levels > 7)
            {
                var (lower, upper) = (Pick64(ref heap, 128, node), Pick64(ref heap, 192, node));
                node = Child(node, Vector512.ConditionalSelect(Vector512.Equals(node & Vector512.Create(64), Vector512<int>.Zero).AsSingle(), lower, upper), x);
            }

            Avx512F.ConvertToVector128SByte(node - offset).StoreUnsafe(ref count, row);
        }
    }

    /// <summary>Where the value is missing, the count becomes the highest there is.</summary>
    public static void RaiseMissing(ReadOnlySpan<float> values, Span<sbyte> counts)
    {
        for (var row = 0; row < values.Length; row++)
        {
            if (float.IsNaN(values[row])) counts[row] = sbyte.MaxValue;
        }
    }

    /// <inheritdoc cref="RaiseMissing"/>
    public static void RaiseMissingAvx512(ReadOnlySpan<float> values, Span<sbyte> counts)
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var count = ref MemoryMarshal.GetReference(counts[..values.Length]);
        for (nuint row = 0; row + Lanes <= (nuint)values.Length; row += Lanes)
        {
            var x = Vector512.LoadUnsafe(ref value, row);
            var present = Avx512F.ConvertToVector128SByte(Vector512.Equals(x, x).AsInt32());
            Vector128.ConditionalSelect(present, Vector128.LoadUnsafe(ref count, row), Vector128.Create(sbyte.MaxValue)).StoreUnsafe(ref count, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count(Vector512<float> thresholds, Vector512<float> value) =>
        BitOperations.PopCount(Vector512.LessThanOrEqual(thresholds, value).ExtractMostSignificantBits());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Child(Vector512<int> node, Vector512<float> threshold, Vector512<float> value) =>
        node + node - Vector512.LessThanOrEqual(threshold, value).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick32(ref float heap, nuint start, Vector512<int> node) =>
        Avx512F.PermuteVar16x32x2(Vector512.LoadUnsafe(ref heap, start), node, Vector512.LoadUnsafe(ref heap, start + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick64(ref float heap, nuint start, Vector512<int> node)
    {
        var (lower, upper) = (Pick32(ref heap, start, node), Pick32(ref heap, start + 32, node));
        return Vector512.ConditionalSelect(Vector512.Equals(node & Vector512.Create(32), Vector512<int>.Zero).AsSingle(), lower, upper);
    }
}
