namespace MlPlatform.Tables;

/// <summary>Deals rows to parts by share, the same way for the same seed; within each stratum apart, so that every part has its mix.</summary>
public static class RowSplit
{
    /// <param name="strata">The stratum of each row, from 0.</param>
    /// <param name="shares">The share of each part; their sum is 1.</param>
    /// <param name="seed">Decides which rows fall where.</param>
    /// <returns>The rows of each part, ascending. Part sizes are exact for the whole, and within one row of exact for each stratum.</returns>
    public static int[][] Deal(ReadOnlySpan<int> strata, ReadOnlySpan<double> shares, ulong seed)
    {
        CheckShares(shares);
        var ordered = Shuffled(strata, seed);
        var parts = new List<int>[shares.Length];
        for (var part = 0; part < parts.Length; part++) parts[part] = [];
        var dealt = new double[shares.Length];
        foreach (var row in ordered)
        {
            // The part that is furthest behind its share takes the next row.
            var next = 0;
            for (var part = 0; part < parts.Length; part++)
            {
                dealt[part] += shares[part];
                if (dealt[part] > dealt[next]) next = part;
            }

            dealt[next]--;
            parts[next].Add(row);
        }

        return [.. parts.Select(part => part.Order().ToArray())];
    }

    /// <summary>All rows of stratum 0 in random order, then those of stratum 1, and so on.</summary>
    private static int[] Shuffled(ReadOnlySpan<int> strata, ulong seed)
    {
        var rows = new int[strata.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = i;
        new SeededRandom(seed).Shuffle(rows.AsSpan());
        var keys = strata.ToArray();
        return [.. rows.OrderBy(row => keys[row])];
    }

    private static void CheckShares(ReadOnlySpan<double> shares)
    {
        double sum = 0;
        foreach (var share in shares)
        {
            if (!(share >= 0)) throw new ArgumentException($"The share {share} is negative.");
            sum += share;
        }

        if (Math.Abs(sum - 1) > 1e-9) throw new ArgumentException($"The shares add up to {sum}, not to 1.");
    }
}
