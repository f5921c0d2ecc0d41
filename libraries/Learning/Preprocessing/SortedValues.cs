namespace MlPlatform.Learning.Preprocessing;

/// <summary>The values of a column that are present, sorted with their weights, for what moments cannot tell.</summary>
internal sealed class SortedValues
{
    private readonly double[] values;
    private readonly double[] weights;
    private readonly double total;

    public SortedValues(ReadOnlySpan<double> all, ReadOnlySpan<double> allWeights)
    {
        var count = 0;
        values = new double[all.Length];
        weights = new double[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            if (double.IsNaN(all[i]) || allWeights[i] == 0) continue;
            values[count] = all[i];
            weights[count++] = allWeights[i];
        }

        Array.Resize(ref values, count);
        Array.Resize(ref weights, count);
        Array.Sort(values, weights);
        foreach (var weight in weights) total += weight;
    }

    /// <summary>The heaviest value, the lowest of equals; 0 where there is none.</summary>
    public double MostFrequent()
    {
        double best = 0, bestWeight = 0;
        for (var start = 0; start < values.Length;)
        {
            double weight = 0;
            var end = start;
            for (; end < values.Length && values[end] == values[start]; end++) weight += weights[end];
            if (weight > bestWeight) (best, bestWeight) = (values[start], weight);
            start = end;
        }

        return best;
    }

    /// <summary>The value at a share of the weight, between neighbours linearly; a weight of 2 is the value twice. 0 where there is none.</summary>
    public double Quantile(double share)
    {
        if (values.Length == 0) return 0;
        var position = share * Math.Max(0, total - 1);
        var below = At(Math.Floor(position));
        var fraction = position - Math.Floor(position);
        return fraction == 0 ? below : below + (fraction * (At(Math.Floor(position) + 1) - below));
    }

    /// <summary>The value that lies at a place when each is repeated as often as it weighs.</summary>
    private double At(double place)
    {
        double passed = 0;
        for (var i = 0; i < values.Length; i++)
        {
            passed += weights[i];
            if (place < passed) return values[i];
        }

        return values[^1];
    }
}
