using System.Numerics;

namespace MlPlatform.Trust.Explanations.Trees;

/// <summary>The Shapley values of one leaf against a background, from the patterns of the explained row and of the background rows.</summary>
/// <remarks>
/// A coalition S reaches the leaf when every feature of the path lets through the row (feature in S) or the background row (not in S). With
/// o the row's pattern and b the background row's: if some feature lets neither through, nobody does. Otherwise S must hold the p features
/// of o∖b and none of the q features of b∖o: each of the former is worth v (p − 1)! q! / (p + q)!, each of the latter −v p! (q − 1)! / (p + q)!.
/// Of two features of the p + q the interaction index is ± v a! c! / (p + q − 1)!, a and c being what is left of p and q without the two; + where
/// both are of one kind. Background rows with the same pattern count as one, so a leaf of d features never has more than 2^d of them.
/// </remarks>
internal sealed class LeafGame
{
    private readonly PatternLeaf leaf;
    private readonly (ulong Pattern, double Share)[] background;
    private readonly ulong all;
    private readonly double[]? table;
    private readonly Lazy<double[]>? pairTable;

    /// <param name="leaf">The leaf.</param>
    /// <param name="background">The different patterns of the background rows, with their shares.</param>
    /// <param name="tables">Which leaves have tables by pattern; the others work every pattern out as it comes.</param>
    public LeafGame(PatternLeaf leaf, (ulong Pattern, double Share)[] background, LeafTables tables)
    {
        this.leaf = leaf;
        this.background = background;
        all = leaf.All;
        if (Slots <= tables.MostSlots) table = Tabled(Slots, AddValues);
        if (Slots <= tables.MostSlotsOfPairs) pairTable = new Lazy<double[]>(() => Tabled(Pairs, AddPairs));
    }

    /// <summary>The leaf's number in the tree.</summary>
    public int Node => leaf.Node;

    private int Slots => leaf.Features.Length;

    private int Pairs => Slots * (Slots - 1) / 2;

    /// <summary>Adds the values of the leaf's features to rows that lie a stride apart.</summary>
    /// <param name="patterns">The rows' patterns.</param>
    /// <param name="values">Features of the first row, and so on.</param>
    /// <param name="stride">From a row to the next.</param>
    public void AddValues(ReadOnlySpan<ulong> patterns, Span<double> values, int stride) => Add(patterns, table, AddValues, leaf.Features, values, stride);

    /// <summary>Adds the interactions of the leaf's features to matrices that lie a stride apart, each pair once.</summary>
    /// <param name="patterns">The rows' patterns.</param>
    /// <param name="width">Rows and columns of a matrix.</param>
    /// <param name="matrices">The first row's matrix, and so on.</param>
    /// <param name="stride">From a matrix to the next.</param>
    public void AddPairs(ReadOnlySpan<ulong> patterns, int width, Span<double> matrices, int stride)
    {
        var cells = new int[Pairs];
        for (var second = 1; second < Slots; second++)
        {
            for (var first = 0; first < second; first++)
            {
                int one = leaf.Features[first], other = leaf.Features[second];
                cells[(second * (second - 1) / 2) + first] = (Math.Min(one, other) * width) + Math.Max(one, other);
            }
        }

        Add(patterns, pairTable?.Value, AddPairs, cells, matrices, stride);
    }

    private void Add(ReadOnlySpan<ulong> patterns, double[]? known, Adder add, int[] cells, Span<double> values, int stride)
    {
        if (cells.Length == 0) return;
        var scratch = known is null ? new double[cells.Length] : [];
        for (var row = 0; row < patterns.Length; row++)
        {
            var found = scratch.AsSpan();
            if (known is not null)
            {
                found = known.AsSpan((int)(patterns[row] & all) * cells.Length, cells.Length);
            }
            else
            {
                found.Clear();
                add(patterns[row] & all, found);
            }

            var own = values[(row * stride)..];
            for (var i = 0; i < cells.Length; i++) own[cells[i]] += found[i];
        }
    }

    private delegate void Adder(ulong pattern, Span<double> values);

    private double[] Tabled(int width, Adder add)
    {
        var filled = new double[width << Slots];
        for (var pattern = 0; pattern < 1 << Slots; pattern++) add((ulong)pattern, filled.AsSpan(pattern * width, width));
        return filled;
    }

    private void AddValues(ulong pattern, Span<double> values)
    {
        foreach (var (other, share) in background)
        {
            if ((pattern | other) != all) continue;
            ulong present = pattern & ~other, absent = other & ~pattern;
            int p = BitOperations.PopCount(present), q = BitOperations.PopCount(absent);
            if (present != 0) AddTo(values, present, share * leaf.Value * SplitShare(p - 1, q));
            if (absent != 0) AddTo(values, absent, -share * leaf.Value * SplitShare(p, q - 1));
        }
    }

    private static void AddTo(Span<double> values, ulong slots, double amount)
    {
        for (; slots != 0; slots &= slots - 1) values[BitOperations.TrailingZeroCount(slots)] += amount;
    }

    private void AddPairs(ulong pattern, Span<double> values)
    {
        foreach (var (other, share) in background)
        {
            if ((pattern | other) != all) continue;
            ulong present = pattern & ~other, either = pattern ^ other;
            int p = BitOperations.PopCount(present), q = BitOperations.PopCount(either) - p;
            var half = share * leaf.Value / 2;
            for (var rest = either; rest != 0; rest &= rest - 1)
            {
                var second = BitOperations.TrailingZeroCount(rest);
                for (var before = either & ((1UL << second) - 1); before != 0; before &= before - 1)
                {
                    var first = BitOperations.TrailingZeroCount(before);
                    var mine = (int)(present >> first & 1) + (int)(present >> second & 1);
                    values[(second * (second - 1) / 2) + first] += mine == 1 ? -half * SplitShare(p - 1, q - 1) : half * SplitShare(p - mine, q - 2 + mine);
                }
            }
        }
    }

    /// <summary>a! c! / (a + c + 1)!</summary>
    private static double SplitShare(int a, int c)
    {
        var share = 1.0 / (a + c + 1);
        for (var i = 1; i <= c; i++) share *= i / (double)(a + i);
        return share;
    }
}
