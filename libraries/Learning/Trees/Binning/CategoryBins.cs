namespace MlPlatform.Learning.Trees.Binning;

/// <summary>A bin per category; where there are more categories than bins, the rarest share the last one.</summary>
internal static class CategoryBins
{
    /// <param name="codes">A code per row; NaN where missing.</param>
    /// <param name="categories">How many codes there are.</param>
    /// <param name="bins">The most bins for values.</param>
    public static ColumnBins Of(ReadOnlySpan<float> codes, int categories, int bins)
    {
        if (categories <= bins) return ColumnBins.OfCategories([.. Enumerable.Range(0, categories).Select(code => (byte)code)], Math.Max(1, categories));
        var counts = new int[categories];
        foreach (var code in codes)
        {
            if (code >= 0) counts[(int)code]++;
        }

        var binOfCode = new byte[categories];
        var byCount = Enumerable.Range(0, categories).OrderByDescending(code => counts[code]).ThenBy(code => code).ToArray();
        for (var rank = 0; rank < categories; rank++) binOfCode[byCount[rank]] = (byte)Math.Min(rank, bins - 1);
        return ColumnBins.OfCategories(binOfCode, bins);
    }
}
