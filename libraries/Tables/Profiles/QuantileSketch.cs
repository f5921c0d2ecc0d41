namespace MlPlatform.Tables.Profiles;

/// <summary>Quantiles of a stream in bounded memory: a KLL sketch (Karnin, Lang, Liberty, 2016). Sketches of parts merge to one of the whole.</summary>
/// <remarks>
/// Level h holds items that stand for 2^h values each; the top level may hold k of them, each lower one two thirds as many. When all
/// levels together are full, the lowest that is over its share is sorted, and every second item of it, from a random offset, moves up.
/// Exact as long as at most k values were added. With k = 200 the rank of a quantile is off by less than 1.65 % of the count with a probability of 99 %.
/// The random offsets are seeded: the same values in the same order give the same sketch.
/// </remarks>
public sealed class QuantileSketch(int k = QuantileSketch.DefaultSize, ulong seed = 1)
{
    public const int DefaultSize = 200;

    public const double Shrink = 2.0 / 3.0;

    private const int LeastCapacity = 8;

    private readonly int size = k;
    private readonly SeededRandom random = new(seed);
    private readonly List<List<double>> levels = [new()];

    /// <summary>How many items each level may hold, lowest first.</summary>
    private int[] capacities = [k];
    private int room = k;
    private int used;

    public long Count { get; private set; }

    /// <summary>The least value, exactly; NaN where nothing was added.</summary>
    public double Minimum { get; private set; } = double.NaN;

    /// <summary>The greatest value, exactly; NaN where nothing was added.</summary>
    public double Maximum { get; private set; } = double.NaN;

    /// <summary>The items of each level, lowest first; Model Monitor's statistics carry them.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Levels => levels;

    public void Add(double value)
    {
        Include(value, value);
        levels[0].Add(value);
        Count++;
        used++;
        if (used > room) Compress();
    }

    /// <summary>Adds numbers that ascend, none of them NaN: what takes the place of a group of neighbours moves up many levels at once.</summary>
    /// <remarks>One of each 2^h neighbours, at a random place, is as a sample of a sorted block off by less than 2^h ranks: far less than a level's own error.</remarks>
    public void AddSorted(ReadOnlySpan<double> ascending)
    {
        if (ascending.IsEmpty) return;
        Include(ascending[0], ascending[^1]);
        var level = 0;
        while (Count + ascending.Length > size && ascending.Length >> level > size) level++;
        var group = 1 << level;
        var kept = ascending.Length >> level;
        while (levels.Count <= level) levels.Add([]);
        var first = (int)(random.NextUInt64() & (ulong)(group - 1));
        for (var i = 0; i < kept; i++) levels[level].Add(ascending[first + (i << level)]);
        levels[0].AddRange(ascending[(kept << level)..]);
        Count += ascending.Length;
        used += kept + ascending.Length - (kept << level);
        Resize();
        if (used > room) Compress();
    }

    public void Merge(QuantileSketch other)
    {
        if (other.Count == 0) return;
        Include(other.Minimum, other.Maximum);
        while (levels.Count < other.levels.Count) levels.Add([]);
        for (var h = 0; h < other.levels.Count; h++) levels[h].AddRange(other.levels[h]);
        Count += other.Count;
        used += other.used;
        Resize();
        if (used > room) Compress();
    }

    /// <summary>The values below which the given shares of all values lie; NaN where nothing was added.</summary>
    public double[] Quantiles(params ReadOnlySpan<double> shares)
    {
        var (values, weights) = Items();
        var result = new double[shares.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            result[i] = shares[i] <= 0 ? Minimum : shares[i] >= 1 ? Maximum : At(values, weights, shares[i] * Count);
        }

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

    /// <summary>All items in ascending order, and how many values each stands for.</summary>
    public (double[] Values, long[] Weights) Items()
    {
        var values = new double[used];
        var weights = new long[used];
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

    private void Include(double least, double greatest)
    {
        if (!(Minimum <= least)) Minimum = least;
        if (!(Maximum >= greatest)) Maximum = greatest;
    }

    private void Resize()
    {
        if (capacities.Length == levels.Count) return;
        capacities = new int[levels.Count];
        for (var h = 0; h < capacities.Length; h++)
        {
            capacities[h] = Math.Max(LeastCapacity, (int)Math.Ceiling(size * Math.Pow(Shrink, capacities.Length - 1 - h)));
        }

        room = capacities.Sum();
    }

    private void Compress()
    {
        while (used > room)
        {
            var level = 0;
            while (levels[level].Count <= capacities[level]) level++;
            if (level + 1 == levels.Count)
            {
                levels.Add([]);
                Resize();
            }

            Compact(levels[level], levels[level + 1]);
        }
    }

    /// <summary>Moves one of each two neighbours up; of an odd number of items one stays.</summary>
    private void Compact(List<double> items, List<double> above)
    {
        items.Sort();
        var odd = items.Count & 1;
        var pairs = items.Count - odd;
        for (var i = (int)(random.NextUInt64() >> 63); i < pairs; i += 2) above.Add(items[i]);
        items.RemoveRange(0, pairs);
        used -= pairs / 2;
    }

    private static double At(double[] values, long[] weights, double rank)
    {
        if (values.Length == 0) return double.NaN;
        var below = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            below += weights[i];
            if (below >= rank) return values[i];
        }

        return values[^1];
    }
}
