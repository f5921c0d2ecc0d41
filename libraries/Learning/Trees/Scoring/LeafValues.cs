using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Adds the values of the leaves that a block of rows reached to their sums.</summary>
internal static class LeafValues
{
    private const int Lanes = 16;
    private const int MostPermuted = 64;

    public static void Add(ReadOnlySpan<byte> leaves, ReadOnlySpan<float> values, Span<double> sums)
    {
        for (var row = 0; row < sums.Length; row++) sums[row] += values[leaves[row]];
    }

    public static void Add(ReadOnlySpan<byte> leaves, ReadOnlySpan<float> values, Span<float> sums)
    {
        for (var row = 0; row < sums.Length; row++) sums[row] += values[leaves[row]];
    }

    public static void AddAvx512(ReadOnlySpan<byte> leaves, ReadOnlySpan<float> values, Span<double> sums)
    {
        if (values.Length > MostPermuted)
        {
            Add(leaves, values, sums);
            return;
        }

        var table = new Table(values);
        ref var leaf = ref MemoryMarshal.GetReference(leaves);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint row = 0; row < (nuint)sums.Length; row += Lanes)
        {
            var found = table[Vector128.LoadUnsafe(ref leaf, row)];
            var (low, high) = Vector512.Widen(found);
            (Vector512.LoadUnsafe(ref sum, row) + low).StoreUnsafe(ref sum, row);
            (Vector512.LoadUnsafe(ref sum, row + 8) + high).StoreUnsafe(ref sum, row + 8);
        }
    }

    public static void AddAvx512(ReadOnlySpan<byte> leaves, ReadOnlySpan<float> values, Span<float> sums)
    {
        if (values.Length > MostPermuted)
        {
            Add(leaves, values, sums);
            return;
        }

        var table = new Table(values);
        ref var leaf = ref MemoryMarshal.GetReference(leaves);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint row = 0; row < (nuint)sums.Length; row += Lanes)
        {
            (Vector512.LoadUnsafe(ref sum, row) + table[Vector128.LoadUnsafe(ref leaf, row)]).StoreUnsafe(ref sum, row);
        }
    }

    /// <summary>Up to 64 leaf values in four registers.</summary>
    private readonly struct Table
    {
        private readonly Vector512<float> first, second, third, fourth;

        public Table(ReadOnlySpan<float> values)
        {
            ref var value = ref MemoryMarshal.GetReference(values);
            first = Vector512.LoadUnsafe(ref value);
            second = values.Length > 16 ? Vector512.LoadUnsafe(ref value, 16) : first;
            third = values.Length > 32 ? Vector512.LoadUnsafe(ref value, 32) : first;
            fourth = values.Length > 48 ? Vector512.LoadUnsafe(ref value, 48) : first;
        }

        public Vector512<float> this[Vector128<byte> leaves]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var index = Avx512F.ConvertToVector512Int32(leaves);
                var lower = Avx512F.PermuteVar16x32x2(first, index, second);
                var upper = Avx512F.PermuteVar16x32x2(third, index, fourth);
                return Vector512.ConditionalSelect(Vector512.GreaterThan(index, Vector512.Create(31)).AsSingle(), upper, lower);
            }
        }
    }
}
