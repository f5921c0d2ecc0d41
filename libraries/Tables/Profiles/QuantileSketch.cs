namespace MlPlatform.Tables.Profiles;

/// <summary>Quantiles of a stream in bounded memory: a KLL sketch, mergeable, seeded so that the same values give the same sketch.</summary>
/// <remarks>
/// Level h holds items that stand for 2^h values each. A full level is sorted and every second item, from a random
/// offset, moves one level up. Exact until the first compaction. With k = 200 the rank error is about 1.3 %.
/// </remarks>
public sealed class QuantileSketch(int k = 200, ulong seed = 1)
{
    private const double Shrink = 2.0 / 3.0;

    private readonly SeededRandom random = new(seed);
    private readonly List<List<double>> levels = [new()];

    public long Count { get; private set; }

    public void Add(double value)
    {
        levels[0].Add(value);
        Count++;
        if (levels[0].Count >= Capacity(0)) Compress();
    }

    public void Merge(QuantileSketch other)
    {
        while (levels.Count < other.levels.Count) levels.Add([]);
        for (var h = 0; h < other.levels.Count; h++) levels[h].AddRange(other.levels[h]);
        Count += other.Count;
        Compress();
    }

    /// <summary>The values below which the given shares of all values lie; NaN where nothing was added.</summary>
    public double[] Quantiles(params ReadOnlySpan<double> shares)
    {
        var (values, weights) = Sorted();
        var result = new double[shares.Length];
        for (var i = 0; i < shares.Length; i++) result[i] = At(values, weights, shares[i] * Count);
        return result;
    }

    /// <summary>About how many values lie below a bound.</summary>
    public double CountBelow(double bound)
    {
        var count = 0L;
        for (var h = 0; h < levels.Count; h++)
        {
            foreach (var value in levels[h])
            {
                if (value < bound) count += 1L << h;
            }
        }

        return count;
    }

    /// <summary>The items of each level, lowest first; Model Monitor's statistics carry them.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Levels => levels;

    private int Capacity(int level) => Math.Max(8, (int)Math.Ceiling(k * Math.Pow(Shrink, levels.Count - 1 - level)));

    private void Compress()
    {
        for (var h = 0; h < levels.Count; h++)
        {
            if (levels[h].Count < Capacity(h)) continue;
            if (h + 1 == levels.Count) levels.Add([]);
            levels[h].Sort();
            var odd = (levels[h].Count & 1) == 1;
            var kept = odd ? levels[h][^1] : 0;
            var offset = (int)(random.NextUInt64() >> 63);
            var pairs = levels[h].Count - (odd ? 1 : 0);
            for (var i = offset; i < pairs; i += 2) levels[h + 1].Add(levels[h][i]);
            levels[h].Clear();
            if (odd) levels[h].Add(kept);
        }
    }

    private (double[] Values, long[] Weights) Sorted()
    {
        var values = new double[levels.Sum(l => l.Count)];
        var weights = new long[values.Length];
        var next = 0;
        for (var h = 0; h < levels.Count; h++)
        {
            foreach (var value in levels[h])
            {
                values[next] = value;
                weights[next++] = 1L << h;
            }
        }

        Array.Sort(values, weights);
        return (values, weights);
    }

    private static double At(double[] values, long[] weights, double rank)
    {
        if (values.Length == 0) return double.NaN;
        var below = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            below += weights[i];
            if (below >= rank && below > 0) return values[i];
        }

        return values[^1];
    }
}
