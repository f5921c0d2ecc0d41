namespace MlPlatform.Trust.Drift;

/// <summary>A baseline of numbers in buckets: inner edges and counts. The first and last bucket reach to infinity.</summary>
/// <remarks>Bucket i holds edge[i−1] ≤ x &lt; edge[i]; k buckets have k − 1 ascending edges.</remarks>
public sealed class Buckets
{
    public Buckets(IReadOnlyList<double> edges, IReadOnlyList<double> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Count, edges.Count + 1, nameof(counts));
        Edges = [.. edges];
        Counts = [.. counts];
        for (var i = 1; i < Edges.Length; i++)
        {
            if (!(Edges[i] > Edges[i - 1])) throw new ArgumentException("Edges must ascend.", nameof(edges));
        }
    }

    public double[] Edges { get; }

    public double[] Counts { get; }

    public double Total => Counts.Sum();

    /// <summary>The same buckets with the counts of other values; values that are no number are left out.</summary>
    public Buckets Recount(ReadOnlySpan<double> values)
    {
        var counts = new double[Counts.Length];
        foreach (var value in values)
        {
            if (!double.IsNaN(value)) counts[IndexOf(value)]++;
        }

        return new Buckets(Edges, counts);
    }

    /// <summary>The same buckets with the counts of other values, which ascend and are all numbers: a search per edge instead of one per value.</summary>
    public Buckets RecountSorted(ReadOnlySpan<double> sorted)
    {
        var counts = new double[Counts.Length];
        var before = 0;
        for (var i = 0; i < Edges.Length; i++)
        {
            var below = SortedSpan.CountBelow(sorted, Edges[i]);
            counts[i] = below - before;
            before = below;
        }

        counts[^1] = sorted.Length - before;
        return new Buckets(Edges, counts);
    }

    /// <summary>Buckets of equal numbers of the sorted values, as far as ties allow.</summary>
    public static Buckets OfEqualCounts(ReadOnlySpan<double> sorted, int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        var edges = new List<double>(buckets - 1);
        for (var i = 1; i < buckets && !sorted.IsEmpty; i++)
        {
            var edge = sorted[(int)((long)i * sorted.Length / buckets)];
            if (edge > sorted[0] && (edges.Count == 0 || edge > edges[^1])) edges.Add(edge);
        }

        return new Buckets(edges, new double[edges.Count + 1]).RecountSorted(sorted);
    }

    /// <summary>The same counts in at most so many buckets of about equal counts: neighbours are joined, none is split.</summary>
    public Buckets Coarsen(int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        var total = Total;
        var edges = new List<double>(buckets - 1);
        var counts = new List<double>(buckets);
        double current = 0, before = 0;
        for (var i = 0; i < Counts.Length; i++)
        {
            if (current > 0 && edges.Count < buckets - 1 && before + current >= total * (edges.Count + 1) / buckets)
            {
                edges.Add(Edges[i - 1]);
                counts.Add(current);
                before += current;
                current = 0;
            }

            current += Counts[i];
        }

        counts.Add(current);
        return new Buckets(edges, counts);
    }

    private int IndexOf(double value)
    {
        var found = Array.BinarySearch(Edges, value);
        return found >= 0 ? found + 1 : ~found;
    }
}
