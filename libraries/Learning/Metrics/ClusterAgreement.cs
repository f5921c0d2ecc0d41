namespace MlPlatform.Learning.Metrics;

/// <summary>How far two groupings of the same rows agree, whatever their numbers. 1 where they are the same.</summary>
public sealed class ClusterAgreement
{
    private readonly Dictionary<(int, int), long> together = [];
    private readonly Dictionary<int, long> first = [];
    private readonly Dictionary<int, long> second = [];
    private readonly long rows;

    public ClusterAgreement(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        MetricMath.CheckLengths(one.Length, other.Length, 0);
        rows = one.Length;
        for (var i = 0; i < one.Length; i++)
        {
            together[(one[i], other[i])] = together.GetValueOrDefault((one[i], other[i])) + 1;
            first[one[i]] = first.GetValueOrDefault(one[i]) + 1;
            second[other[i]] = second.GetValueOrDefault(other[i]) + 1;
        }
    }

    /// <summary>The share of pairs on which both agree, so that chance gives 0 (Hubert and Arabie, 1985).</summary>
    public double AdjustedRand
    {
        get
        {
            double same = together.Values.Sum(Pairs), ofFirst = first.Values.Sum(Pairs), ofSecond = second.Values.Sum(Pairs);
            var expected = ofFirst * ofSecond / Pairs(rows);
            var most = (ofFirst + ofSecond) / 2;
            return most == expected ? 1 : (same - expected) / (most - expected);
        }
    }

    /// <summary>The information that the groupings share, over the mean of their entropies.</summary>
    public double NormalizedMutualInformation
    {
        get
        {
            var mean = (Entropy(first) + Entropy(second)) / 2;
            return mean == 0 ? 1 : MutualInformation / mean;
        }
    }

    private double MutualInformation
    {
        get
        {
            double sum = 0;
            foreach (var ((a, b), count) in together.OrderBy(pair => pair.Key))
            {
                sum += (double)count / rows * Math.Log((double)count * rows / ((double)first[a] * second[b]));
            }

            return sum;
        }
    }

    private double Entropy(Dictionary<int, long> sizes) =>
        -sizes.OrderBy(pair => pair.Key).Sum(pair => (double)pair.Value / rows * Math.Log((double)pair.Value / rows));

    private static double Pairs(long count) => count * (count - 1.0) / 2;
}
