using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Runs a tree's steps for a block of rows.</summary>
internal static class LeafKernel
{
    private const int Rows = ByteScorer.BlockRows;
    private const int Lanes = 64;

    /// <summary>Fills one slot per split between two leaves.</summary>
    /// <param name="pairs">The splits.</param>
    /// <param name="columns">The block's columns of <see cref="SplitColumns"/>.</param>
    /// <param name="slots">Receives one block of bytes per pair.</param>
    public static void ChoosePairs(ReadOnlySpan<LeafPair> pairs, ReadOnlySpan<sbyte> columns, Span<byte> slots)
    {
        ref var slot = ref MemoryMarshal.GetReference(slots);
        ref var bytes = ref MemoryMarshal.GetReference(columns);
        for (var i = 0; i < pairs.Length; i++)
        {
            ref readonly var pair = ref pairs[i];
            Choose(ref Unsafe.Add(ref bytes, pair.Column), pair.Bound, pair.Left, pair.Right, ref Unsafe.Add(ref slot, i * Rows));
        }
    }

    /// <summary>Runs the splits above, in order; each leaves its choice in its left slot.</summary>
    public static void Merge(ReadOnlySpan<SlotMerge> merges, ReadOnlySpan<sbyte> columns, Span<byte> slots)
    {
        ref var slot = ref MemoryMarshal.GetReference(slots);
        ref var bytes = ref MemoryMarshal.GetReference(columns);
        for (var i = 0; i < merges.Length; i++)
        {
            ref readonly var merge = ref merges[i];
            Choose(ref Unsafe.Add(ref bytes, merge.Column), merge.Bound, ref Unsafe.Add(ref slot, merge.Left * Rows), ref Unsafe.Add(ref slot, merge.Right * Rows));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose(ref sbyte column, sbyte bound, byte left, byte right, ref byte target)
    {
        var bounds = Vector512.Create(bound);
        var lefts = Vector512.Create(left);
        var rights = Vector512.Create(right);
        Choose(ref column, bounds, lefts, rights, ref target, 0);
        Choose(ref column, bounds, lefts, rights, ref target, Lanes);
        Choose(ref column, bounds, lefts, rights, ref target, 2 * Lanes);
        Choose(ref column, bounds, lefts, rights, ref target, 3 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose(ref sbyte column, sbyte bound, ref byte left, ref byte right)
    {
        var bounds = Vector512.Create(bound);
        Choose(ref column, bounds, ref left, ref right, 0);
        Choose(ref column, bounds, ref left, ref right, Lanes);
        Choose(ref column, bounds, ref left, ref right, 2 * Lanes);
        Choose(ref column, bounds, ref left, ref right, 3 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose(ref sbyte column, Vector512<sbyte> bounds, Vector512<byte> lefts, Vector512<byte> rights, ref byte target, nuint at)
    {
        var goesRight = Vector512.GreaterThan(Vector512.LoadUnsafe(ref column, at), bounds).AsByte();
        Vector512.ConditionalSelect(goesRight, rights, lefts).StoreUnsafe(ref target, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose(ref sbyte column, Vector512<sbyte> bounds, ref byte left, ref byte right, nuint at)
    {
        var goesRight = Vector512.GreaterThan(Vector512.LoadUnsafe(ref column, at), bounds).AsByte();
        Vector512.ConditionalSelect(goesRight, Vector512.LoadUnsafe(ref right, at), Vector512.LoadUnsafe(ref left, at)).StoreUnsafe(ref left, at);
    }
}
