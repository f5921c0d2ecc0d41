namespace MlPlatform.Learning.Trees.Binning;

/// <summary>Cuts that deal sorted values evenly to bins.</summary>
internal static class QuantileCuts
{
    /// <summary>
    /// Where there are no more different values than bins, one between each two neighbours; else a bin ends where it holds its share of
    /// what is left, so that one value that fills many bins leaves the others to the rest.
    /// </summary>
    /// <param name="sorted">Ascending, finite.</param>
    /// <param name="bins">The most bins.</param>
    public static float[] Of(ReadOnlySpan<float> sorted, int bins)
    {
        var cuts = new float[bins];
        var count = CountDifferent(sorted, bins + 1) <= bins ? Between(sorted, cuts) : Shares(sorted, bins, cuts);
        return cuts.AsSpan(0, count).ToArray();
    }

    private static int CountDifferent(ReadOnlySpan<float> sorted, int enough)
    {
        var count = sorted.IsEmpty ? 0 : 1;
        for (var i = 1; i < sorted.Length && count < enough; i++)
        {
            if (sorted[i] != sorted[i - 1]) count++;
        }

        return count;
    }

    private static int Between(ReadOnlySpan<float> sorted, Span<float> cuts)
    {
        var count = 0;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1]) cuts[count++] = Middle(sorted[i - 1], sorted[i]);
        }

        return count;
    }

    private static int Shares(ReadOnlySpan<float> sorted, int bins, Span<float> cuts)
    {
        var count = 0;
        var start = 0;
        while (count < bins - 1)
        {
            var left = sorted.Length - start;
            var size = Math.Max(1, (int)Math.Round(left / (double)(bins - count)));
            var end = EndOfRun(sorted, start, start + size);
            if (end >= sorted.Length) break;
            cuts[count++] = Middle(sorted[end - 1], sorted[end]);
            start = end;
        }

        return count;
    }

    /// <summary>The border between different values that is nearest to <paramref name="end"/>, and after <paramref name="start"/>.</summary>
    private static int EndOfRun(ReadOnlySpan<float> sorted, int start, int end)
    {
        if (end >= sorted.Length) return sorted.Length;
        int before = end, after = end;
        while (before > start && sorted[before] == sorted[before - 1]) before--;
        while (after < sorted.Length && sorted[after] == sorted[after - 1]) after++;
        return before > start && end - before <= after - end ? before : after;
    }

    /// <summary>Above the lower and at most the higher.</summary>
    private static float Middle(float low, float high)
    {
        var middle = (float)((low * 0.5) + (high * 0.5));
        return middle > low ? middle : high;
    }
}
