namespace MlPlatform.Learning.Metrics;

/// <summary>What the metrics share.</summary>
internal static class MetricMath
{
    /// <summary>The smallest probability of which a logarithm is taken: the distance from 1 to the next number.</summary>
    public const double SmallestProbability = 2.220446049250313e-16;

    public static void CheckLengths(int outputs, int labels, int weights, int width = 1)
    {
        if (outputs != (long)labels * width) throw new ArgumentException($"{outputs} outputs for {labels} labels of {width} outputs each.");
        if (weights != 0 && weights != labels) throw new ArgumentException($"{weights} weights for {labels} labels.");
    }

    /// <summary>The sum of the weights; the row count where there are none.</summary>
    public static double Total(ReadOnlySpan<double> weights, int rows)
    {
        if (weights.IsEmpty) return rows;
        double total = 0;
        foreach (var weight in weights) total += weight;
        return total;
    }

    /// <summary>The smallest value at which the weights up to it reach a share of their sum.</summary>
    public static double WeightedQuantile(double[] values, ReadOnlySpan<double> weights, double share)
    {
        var order = weights.ToArray();
        Array.Sort(values, order);
        var target = Total(order, order.Length) * share;
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += order[i];
            if (order[i] > 0 && sum >= target) return values[i];
        }

        return double.NaN;
    }

    /// <summary>The middle value; the mean of the middle two where there are two.</summary>
    public static double Median(double[] values)
    {
        if (values.Length == 0) return double.NaN;
        Array.Sort(values);
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
