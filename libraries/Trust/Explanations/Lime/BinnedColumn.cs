using System.Globalization;
using MlPlatform.Tables;

namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>A number cut at quantiles of the training data; the feature is 1 where the sample falls into the bin of the explained row.</summary>
/// <remarks>
/// A bin is drawn as often as the data fall into it, then a value within it.
/// Within a bin values follow a normal distribution of the bin's own mean and deviation, cut at the bin's ends, as in the lime package.
/// A missing value is a bin of its own, after the others.
/// </remarks>
internal sealed class BinnedColumn : LimeColumn
{
    /// <summary>Keeps a bin of one value drawable.</summary>
    private const double SmallestDeviation = 1e-11;

    private readonly double[] cumulated;

    public BinnedColumn(string name, ReadOnlySpan<double> column, int bins)
        : base(name)
    {
        var present = Present(column);
        if (present.Length == 0) throw new TrustException($"The column '{name}' has no value.");
        Edges = [.. Enumerable.Range(1, bins - 1).Select(cut => SampleStatistics.Quantile(present, (double)cut / bins)).Distinct()];
        Lows = [present[0], .. Edges];
        Highs = [.. Edges, present[^1]];
        Counts = new int[Edges.Length + 2];
        Counts[Missing] = column.Length - present.Length;
        Means = new double[Missing];
        Deviations = new double[Missing];
        for (int bin = 0, start = 0; bin < Missing; bin++)
        {
            var end = start;
            while (end < present.Length && BinOf(present[end]) == bin) end++;
            (Means[bin], var deviation) = Spread.Of(present.AsSpan(start, end - start));
            Deviations[bin] = deviation + SmallestDeviation;
            Counts[bin] = end - start;
            start = end;
        }

        cumulated = Cumulate(Counts);
    }

    /// <summary>The inner ends of the bins, ascending; a value equal to an end belongs to the bin below it.</summary>
    public double[] Edges { get; }

    public double[] Lows { get; }

    public double[] Highs { get; }

    public double[] Means { get; }

    public double[] Deviations { get; }

    /// <summary>By bin, missing values last: how many training rows fall into it.</summary>
    public int[] Counts { get; }

    private int Missing => Edges.Length + 1;

    public int BinOf(double value)
    {
        if (double.IsNaN(value)) return Missing;
        var bin = 0;
        while (bin < Edges.Length && Edges[bin] < value) bin++;
        return bin;
    }

    public override void Draw(SeededRandom random, double instance, in ColumnBlock block)
    {
        var own = BinOf(instance);
        for (var sample = 0; sample < block.Count; sample++)
        {
            var bin = Pick(random, cumulated);
            block.Set(sample, bin == Missing ? double.NaN : Within(random, bin), bin == own ? 1 : 0);
        }
    }

    public override double Interpret(double instance) => 1;

    public override string Describe(double instance)
    {
        var bin = BinOf(instance);
        var format = CultureInfo.InvariantCulture;
        if (bin == Missing) return $"{Name} is missing";
        if (bin == 0) return string.Create(format, $"{Name} ≤ {Edges[0]:0.##}");
        return bin == Edges.Length
            ? string.Create(format, $"{Name} > {Edges[^1]:0.##}")
            : string.Create(format, $"{Edges[bin - 1]:0.##} < {Name} ≤ {Edges[bin]:0.##}");
    }

    private double Within(SeededRandom random, int bin)
    {
        double mean = Means[bin], deviation = Deviations[bin];
        return mean + (deviation * TruncatedNormal.Draw(random, (Lows[bin] - mean) / deviation, (Highs[bin] - mean) / deviation));
    }

    private static double[] Present(ReadOnlySpan<double> column)
    {
        var values = column.ToArray();
        Array.Sort(values);
        return values[values.Count(double.IsNaN)..];
    }
}
