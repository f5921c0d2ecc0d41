using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>The categorical splits of one input as tables of equal length: a side per code, then that of codes beyond, then that of missing ones.</summary>
internal sealed class CategoryFeature
{
    private const int Lanes = 64;
    private const int MostPermuted = 2 * Lanes;

    private readonly int first;
    private readonly int codes;
    private readonly int length;
    private readonly sbyte[] tables;

    /// <param name="feature">The input.</param>
    /// <param name="first">The number of the first split; the others follow.</param>
    /// <param name="splits">The splits in the order of their numbers.</param>
    /// <param name="words">The most words that a split's set has.</param>
    public CategoryFeature(int feature, int first, List<(DecisionTree Tree, int Node)> splits, int words)
    {
        Feature = feature;
        this.first = first;
        codes = words * 32;
        length = (codes + 2 + Lanes - 1) / Lanes * Lanes;
        tables = new sbyte[splits.Count * length];
        for (var i = 0; i < splits.Count; i++) Write(splits[i].Tree, splits[i].Node, tables.AsSpan(i * length, length));
    }

    public int Feature { get; }

    private int Count => tables.Length / length;

    /// <summary>The place of a raw value in the tables.</summary>
    public int IndexOf(double code) => code >= 0 ? (int)Math.Min(code, codes) : codes + 1;

    public void FillRow(double code, Span<sbyte> sides)
    {
        sides = sides.Slice(first, Count);
        for (int split = 0, at = IndexOf(code); split < sides.Length; split++, at += length) sides[split] = tables[at];
    }

    public void FillRow(double code, Span<int> sides)
    {
        sides = sides.Slice(first, Count);
        for (int split = 0, at = IndexOf(code); split < sides.Length; split++, at += length) sides[split] = tables[at];
    }

    /// <summary>A column of sides per split, from the places of a block of rows.</summary>
    public void Fill(ReadOnlySpan<int> places, TreeKernel kernel, Span<sbyte> columns)
    {
        columns = columns[(first * ByteScorer.BlockRows)..];
        if (kernel == TreeKernel.BytesAvx512 && length <= MostPermuted && Avx512Vbmi.IsSupported)
        {
            FillPermuted(places, columns);
            return;
        }

        for (var split = 0; split < Count; split++)
        {
            var table = tables.AsSpan(split * length, length);
            var column = columns.Slice(split * ByteScorer.BlockRows, places.Length);
            for (var row = 0; row < column.Length; row++) column[row] = table[places[row]];
        }
    }

    /// <summary>The same 64 rows at a time: a table of up to 128 sides is two registers.</summary>
    private void FillPermuted(ReadOnlySpan<int> places, Span<sbyte> columns)
    {
        Span<sbyte> bytes = stackalloc sbyte[ByteScorer.BlockRows];
        for (var row = 0; row < bytes.Length; row++) bytes[row] = (sbyte)places[row];
        ref var place = ref MemoryMarshal.GetReference(bytes);
        ref var table = ref MemoryMarshal.GetArrayDataReference(tables);
        ref var side = ref MemoryMarshal.GetReference(columns[..(Count * ByteScorer.BlockRows)]);
        for (nuint split = 0; split < (nuint)Count; split++)
        {
            var low = Vector512.LoadUnsafe(ref table, split * (nuint)length);
            var high = Vector512.LoadUnsafe(ref table, (split * (nuint)length) + (nuint)(length - Lanes));
            for (nuint row = 0; row < ByteScorer.BlockRows; row += Lanes)
            {
                var found = Avx512Vbmi.PermuteVar64x8x2(low, Vector512.LoadUnsafe(ref place, row), high);
                found.StoreUnsafe(ref side, (split * ByteScorer.BlockRows) + row);
            }
        }
    }

    private void Write(DecisionTree tree, int node, Span<sbyte> table)
    {
        var words = tree.CategoryWords.AsSpan(tree.CategoryStart[node], tree.CategoryLength[node]);
        table.Fill(1);
        for (var code = 0; code < words.Length * 32; code++) table[code] = (sbyte)(words[code >> 5] >> code & 1 ^ 1);
        table[codes + 1] = (sbyte)(tree.DefaultLeft[node] != 0 ? 0 : 1);
    }
}
