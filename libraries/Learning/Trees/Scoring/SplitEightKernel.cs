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
        ChooseLeaf(in steps[0], ref bytes, ref slot);
        if (steps.Length == 1) return;
        for (var i = 1; i < steps.Length - 1; i++) ChooseLeaf(in steps[i], ref bytes, ref Unsafe.Add(ref slot, i * Rows));
        ChooseSlot(in steps[^1], ref bytes, ref slot);
    }

    private static void ChooseLeaf(in SplitEight step, ref sbyte columns, ref byte target)
    {
        var first = Vector512.Create(step.FirstLeaf);
        for (nuint row = 0; row < Rows; row += Lanes)
        {
            var lower = Choose(
                GoesRight(in step, 1, ref columns, row),
                Choose(GoesRight(in step, 3, ref columns, row), Vector512.Create((byte)0), Vector512.Create((byte)1)),
                Choose(GoesRight(in step, 4, ref columns, row), Vector512.Create((byte)2), Vector512.Create((byte)3)));
            var upper = Choose(
                GoesRight(in step, 2, ref columns, row),
                Choose(GoesRight(in step, 5, ref columns, row), Vector512.Create((byte)4), Vector512.Create((byte)5)),
                Choose(GoesRight(in step, 6, ref columns, row), Vector512.Create((byte)6), Vector512.Create((byte)7)));
            (first + Choose(GoesRight(in step, 0, ref columns, row), lower, upper)).StoreUnsafe(ref target, row);
        }
    }

    private static void ChooseSlot(in SplitEight step, ref sbyte columns, ref byte slots)
    {
        for (nuint row = 0; row < Rows; row += Lanes)
        {
            var lower = Choose(
                GoesRight(in step, 1, ref columns, row),
                Choose(GoesRight(in step, 3, ref columns, row), Slot(ref slots, 0, row), Slot(ref slots, 1, row)),
                Choose(GoesRight(in step, 4, ref columns, row), Slot(ref slots, 2, row), Slot(ref slots, 3, row)));
            var upper = Choose(
                GoesRight(in step, 2, ref columns, row),
                Choose(GoesRight(in step, 5, ref columns, row), Slot(ref slots, 4, row), Slot(ref slots, 5, row)),
                Choose(GoesRight(in step, 6, ref columns, row), Slot(ref slots, 6, row), Slot(ref slots, 7, row)));
            Choose(GoesRight(in step, 0, ref columns, row), lower, upper).StoreUnsafe(ref slots, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> GoesRight(in SplitEight step, int split, ref sbyte columns, nuint row)
    {
        ref var column = ref Unsafe.Add(ref columns, step.Columns[split]);
        return Vector512.GreaterThan(Vector512.LoadUnsafe(ref column, row), Vector512.Create(step.Bounds[split])).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Choose(Vector512<byte> goesRight, Vector512<byte> left, Vector512<byte> right) =>
        Vector512.ConditionalSelect(goesRight, right, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Slot(ref byte slots, int slot, nuint row) => Vector512.LoadUnsafe(ref slots, ((nuint)slot * Rows) + row);
}
