using System.Runtime.CompilerServices;
using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Drift.Monitors;

/// <summary>Numbers counted in bins between fixed edges, with the sum of each bin's values, the spread and the range.</summary>
/// <remarks>Bin i holds edge[i−1] ≤ x &lt; edge[i]. Built from a baseline, the edges are its quantiles, and the first and last bin hold what lies outside its range.</remarks>
public sealed class NumberSketch : ColumnSketch
{
    /// <summary>How many bins a baseline's range is cut into where nothing else is asked for: with the two beyond it, a search of six steps.</summary>
    public const int DefaultBins = 62;

    private readonly double[] edges;

    /// <summary>The edges, filled with infinity to a power of two less one, so that a search needs no end.</summary>
    private readonly double[] padded;

    private readonly Bin[] bins;
    private readonly double pivot;
    private double squares;

    private NumberSketch(string name, double[] edges, double[] padded)
        : base(name)
    {
        this.edges = edges;
        this.padded = padded;
        bins = new Bin[edges.Length + 1];
        pivot = edges[edges.Length / 2];
    }

    /// <summary>An empty sketch with ascending, finite edges; at least one.</summary>
    public NumberSketch(string name, ReadOnlySpan<double> edges)
        : this(name, edges.ToArray(), Pad(edges))
    {
        for (var i = 0; i < edges.Length; i++)
        {
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) throw new ArgumentException($"The edges of {name} must be finite and ascend.", nameof(edges));
        }
    }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<double> Edges => edges;

    public override long Present => bins.Sum(bin => bin.Count);

    /// <summary>The least value; infinite where none was seen.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>The greatest value; minus infinity where none was seen.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>NaN where none was seen.</summary>
    public double Mean => pivot + MeanOffset;

    /// <summary>Of the whole population; NaN where none was seen.</summary>
    public double StandardDeviation => Math.Sqrt(Math.Max(0, (squares / Present) - (MeanOffset * MeanOffset)));

    /// <summary>A baseline: edges at its quantiles, and its counts. A baseline of no more different values than bins has a bin for each.</summary>
    /// <param name="name">The column.</param>
    /// <param name="values">In any order; what is not finite is missing. At least one is a number.</param>
    /// <param name="bins">Into how many bins its range is cut.</param>
    public static NumberSketch FromBaseline(string name, ReadOnlySpan<double> values, int bins = DefaultBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var sorted = new SortedSample().Sort(values, out _);
        if (sorted.IsEmpty) throw new TrustException($"The baseline of {name} has no number.");
        var sketch = new NumberSketch(name, QuantileEdges(sorted, bins));
        foreach (var value in values) sketch.Observe(value);
        return sketch;
    }

    public override void Observe(double value)
    {
        if (!double.IsFinite(value))
        {
            Missing++;
            return;
        }

        ref var bin = ref bins[IndexOf(padded, value)];
        var offset = value - pivot;
        bin.Count++;
        bin.Sum += offset;
        squares += offset * offset;
        if (value < Minimum) Minimum = value;
        if (value > Maximum) Maximum = value;
    }

    public override void Merge(ColumnSketch other)
    {
        if (other is not NumberSketch its || !edges.AsSpan().SequenceEqual(its.edges)) throw NotAlike(other);
        for (var i = 0; i < bins.Length; i++)
        {
            bins[i].Count += its.bins[i].Count;
            bins[i].Sum += its.bins[i].Sum;
        }

        Missing += its.Missing;
        squares += its.squares;
        Minimum = Math.Min(Minimum, its.Minimum);
        Maximum = Math.Max(Maximum, its.Maximum);
    }

    public override ColumnSketch Fresh() => new NumberSketch(Name, edges, padded);

    public override void Clear()
    {
        Array.Clear(bins);
        Missing = 0;
        squares = 0;
        (Minimum, Maximum) = (double.PositiveInfinity, double.NegativeInfinity);
    }

    public override ColumnDrift Against(ColumnSketch reference) => reference is NumberSketch its && edges.AsSpan().SequenceEqual(its.edges)
        ? BinnedComparison.Compare(its, this, its.Presence, Presence)
        : throw NotAlike(reference);

    /// <summary>How many values each bin holds.</summary>
    public double[] Counts() => Array.ConvertAll(bins, bin => (double)bin.Count);

    /// <summary>What the sums are taken from, so that values far from zero lose no digits.</summary>
    internal double Pivot => pivot;

    /// <summary>The sum of what each bin's values are above the pivot.</summary>
    internal double[] Sums() => Array.ConvertAll(bins, bin => bin.Sum);

    internal override void WriteBins(SketchWriter writer)
    {
        writer.Text(Name);
        writer.Byte((byte)ColumnKind.Number);
        writer.Count(edges.Length);
        foreach (var edge in edges) writer.Number(edge);
    }

    internal static NumberSketch ReadBins(string name, ref SketchReader reader)
    {
        var edges = new double[reader.Length(sizeof(double))];
        for (var i = 0; i < edges.Length; i++) edges[i] = reader.Number();
        return new NumberSketch(name, edges);
    }

    internal override void WriteCounts(SketchWriter writer)
    {
        writer.Count(Missing);
        foreach (var bin in bins)
        {
            writer.Count(bin.Count);
            if (bin.Count > 0) writer.Number(bin.Sum);
        }

        writer.Number(squares);
        writer.Number(Minimum);
        writer.Number(Maximum);
    }

    internal override void ReadCounts(ref SketchReader reader)
    {
        Missing = reader.Count();
        foreach (ref var bin in bins.AsSpan())
        {
            bin.Count = reader.Count();
            bin.Sum = bin.Count > 0 ? reader.Number() : 0;
        }

        squares = reader.Number();
        Minimum = reader.Number();
        Maximum = reader.Number();
    }

    /// <summary>How many edges are no greater than the value: a search without branches, because a branch here is guessed wrong half of the time.</summary>
    internal static int IndexOf(ReadOnlySpan<double> padded, double value)
    {
        var at = 0;
        for (var step = (padded.Length + 1) >>> 1; step > 0; step >>>= 1)
        {
            var isPast = padded[at + step - 1] <= value;
            at += step & -Unsafe.As<bool, byte>(ref isPast);
        }

        return at;
    }

    private static double[] Pad(ReadOnlySpan<double> edges)
    {
        if (edges.IsEmpty) throw new ArgumentException("Bins take at least one edge.", nameof(edges));
        var padded = new double[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)edges.Length + 1) - 1];
        edges.CopyTo(padded);
        padded.AsSpan(edges.Length).Fill(double.PositiveInfinity);
        return padded;
    }

    /// <summary>The least value, the quantiles, and the number after the greatest value.</summary>
    private static double[] QuantileEdges(ReadOnlySpan<double> sorted, int bins)
    {
        var edges = new List<double> { sorted[0] };
        for (var i = 1; i < bins; i++)
        {
            var edge = sorted[(int)((long)i * sorted.Length / bins)];
            if (edge > edges[^1]) edges.Add(edge);
        }

        if (Distinct(sorted, bins) is { } few) edges = few;
        edges.Add(Math.BitIncrement(sorted[^1]));
        return [.. edges];
    }

    /// <summary>The different values, or null where they are more than fit.</summary>
    private static List<double>? Distinct(ReadOnlySpan<double> sorted, int most)
    {
        var distinct = new List<double>(most);
        foreach (var value in sorted)
        {
            if (distinct.Count > 0 && value == distinct[^1]) continue;
            if (distinct.Count == most) return null;
            distinct.Add(value);
        }

        return distinct;
    }

    private double MeanOffset => bins.Sum(bin => bin.Sum) / Present;

    private struct Bin
    {
        public long Count;
        public double Sum;
    }
}
