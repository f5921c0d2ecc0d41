using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Runs a tree's steps of three levels for a block of rows.</summary>
internal static class SplitEightKernel
{
    private const int Rows = ByteScorer.BlockRows;
    private const int Lanes = 64;

    /// <summary>Leaves, in the first <see cref="ByteScorer.BlockRows"/> bytes of <paramref name="slots"/>, the leaf of every row.</summary>
    public static void FindLeaves(ReadOnlySpan<SplitEight> steps, ReadOnlySpan<sbyte> columns, Span<byte> slots)
    {
        ref var slot = ref MemoryMarshal.GetReference(slots);
        ref var bytes = ref MemoryMarshal.GetReference(columns);
        Choose<Places>(in steps[0], ref bytes, ref slot);
        if (steps.Length == 1) return;
        for (var i = 1; i < steps.Length - 1; i++) Choose<Places>(in steps[i], ref bytes, ref Unsafe.Add(ref slot, i * Rows));
        Choose<Slots>(in steps[^1], ref bytes, ref slot);
    }

    private static void Choose<TFrom>(in SplitEight step, ref sbyte columns, ref byte target) where TFrom : struct, IEight
    {
        ref var column0 = ref Unsafe.Add(ref columns, step.Columns[0]);
        ref var column1 = ref Unsafe.Add(ref columns, step.Columns[1]);
        ref var column2 = ref Unsafe.Add(ref columns, step.Columns[2]);
        ref var column3 = ref Unsafe.Add(ref columns, step.Columns[3]);
        ref var column4 = ref Unsafe.Add(ref columns, step.Columns[4]);
        ref var column5 = ref Unsafe.Add(ref columns, step.Columns[5]);
        ref var column6 = ref Unsafe.Add(ref columns, step.Columns[6]);
        var (bound0, bound1, bound2) = (Vector512.Create(step.Bounds[0]), Vector512.Create(step.Bounds[1]), Vector512.Create(step.Bounds[2]));
        var (bound3, bound4) = (Vector512.Create(step.Bounds[3]), Vector512.Create(step.Bounds[4]));
        var (bound5, bound6) = (Vector512.Create(step.Bounds[5]), Vector512.Create(step.Bounds[6]));
        var first = Vector512.Create(step.FirstLeaf);
        for (nuint row = 0; row < Rows; row += Lanes)
        {
            var left = OneOf(TFrom.At(ref target, 0, row), TFrom.At(ref target, 1, row), ref column3, bound3, row);
            var right = OneOf(TFrom.At(ref target, 2, row), TFrom.At(ref target, 3, row), ref column4, bound4, row);
            var lower = OneOf(left, right, ref column1, bound1, row);
            left = OneOf(TFrom.At(ref target, 4, row), TFrom.At(ref target, 5, row), ref column5, bound5, row);
            right = OneOf(TFrom.At(ref target, 6, row), TFrom.At(ref target, 7, row), ref column6, bound6, row);
            var upper = OneOf(left, right, ref column2, bound2, row);
            (first + OneOf(lower, upper, ref column0, bound0, row)).StoreUnsafe(ref target, row);
        }
    }

    /// <summary>The right one where the column is above the bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> OneOf(Vector512<byte> left, Vector512<byte> right, ref sbyte column, Vector512<sbyte> bound, nuint row) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.LoadUnsafe(ref column, row), bound).AsByte(), right, left);

    /// <summary>What a step chooses from.</summary>
    private interface IEight
    {
        static abstract Vector512<byte> At(ref byte slots, int place, nuint row);
    }

    /// <summary>The numbers 0 to 7: which of the eight leaves.</summary>
    private readonly struct Places : IEight
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<byte> At(ref byte slots, int place, nuint row) => Vector512.Create((byte)place);
    }

    /// <summary>The leaves that eight steps before have chosen.</summary>
    private readonly struct Slots : IEight
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<byte> At(ref byte slots, int place, nuint row) => Vector512.LoadUnsafe(ref slots, ((nuint)place * Rows) + row);
    }
}
