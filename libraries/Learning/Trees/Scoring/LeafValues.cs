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

        Load(values, out var first, out var second, out var third, out var fourth);
        ref var leaf = ref MemoryMarshal.GetReference(leaves);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint row = 0; row < (nuint)sums.Length; row += Lanes)
        {
            var found = Find(Vector128.LoadUnsafe(ref leaf, row), first, second, third, fourth);
            var (low, high) = Vector512.Widen(found);
            (Vector512.LoadUnsafe(ref sum, row) + low).StoreUnsafe(ref sum, row);
            (Vector512.LoadUnsafe(ref sum, row + (Lanes / 2)) + high).StoreUnsafe(ref sum, row + (Lanes / 2));
        }
    }

    public static void AddAvx512(ReadOnlySpan<byte> leaves, ReadOnlySpan<float> values, Span<float> sums)
    {
        if (values.Length > MostPermuted)
        {
            Add(leaves, values, sums);
            return;
        }

        Load(values, out var first, out var second, out var third, out var fourth);
        ref var leaf = ref MemoryMarshal.GetReference(leaves);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (nuint row = 0; row < (nuint)sums.Length; row += Lanes)
        {
            var found = Find(Vector128.LoadUnsafe(ref leaf, row), first, second, third, fourth);
            (Vector512.LoadUnsafe(ref sum, row) + found).StoreUnsafe(ref sum, row);
        }
    }

    /// <summary>Up to 64 leaf values in four registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(
        ReadOnlySpan<float> values, out Vector512<float> first, out Vector512<float> second, out Vector512<float> third, out Vector512<float> fourth)
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        first = Vector512.LoadUnsafe(ref value);
        second = values.Length > Lanes ? Vector512.LoadUnsafe(ref value, Lanes) : first;
        third = values.Length > 2 * Lanes ? Vector512.LoadUnsafe(ref value, 2 * Lanes) : first;
        fourth = values.Length > 3 * Lanes ? Vector512.LoadUnsafe(ref value, 3 * Lanes) : first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Find(
        Vector128<byte> leaves, Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth)
    {
        var index = Avx512F.ConvertToVector512Int32(leaves);
        var lower = Avx512F.PermuteVar16x32x2(first, index, second);
        var upper = Avx512F.PermuteVar16x32x2(third, index, fourth);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(index, Vector512.Create((2 * Lanes) - 1)).AsSingle(), upper, lower);
    }
}
