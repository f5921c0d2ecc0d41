namespace MlPlatform.Trust.Drift;

/// <summary>Bins of equal width over both samples, as many as Sturges' rule says: what Evidently's PSI, Jensen-Shannon and Kullback-Leibler count into.</summary>
/// <remarks>numpy's histogram_bin_edges(…, 'sturges'): ⌈log2 N + 1⌉ bins from the least to the greatest value; the last bin includes its upper edge. A range too wide for a number is one bin.</remarks>
public static class SturgesBins
{
    /// <param name="least">The least value of both samples.</param>
    /// <param name="greatest">The greatest value of both samples.</param>
    /// <param name="count">How many values there are; more than zero.</param>
    public static double[] Edges(double least, double greatest, long count)
    {
        if (!double.IsFinite(greatest - least)) return [least, greatest];
        var width = (greatest - least) / (Math.Log2(count) + 1);
        var (from, to) = least == greatest ? (least - 0.5, greatest + 0.5) : (least, greatest);
        var bins = width > 0 ? (int)Math.Ceiling((to - from) / width) : 1;
        var step = (to - from) / bins;
        var edges = new double[bins + 1];
        for (var i = 0; i < bins; i++) edges[i] = (i * step) + from;
        edges[^1] = to;
        return edges;
    }

    /// <summary>How many of the ascending values lie in each bin; none lies outside.</summary>
    public static double[] Count(ReadOnlySpan<double> sorted, ReadOnlySpan<double> edges)
    {
        var counts = new double[edges.Length - 1];
        var before = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var upTo = i == counts.Length - 1 ? sorted.Length : SortedSpan.CountBelow(sorted, edges[i + 1]);
            counts[i] = upTo - before;
            before = upTo;
        }

        return counts;
    }
}
