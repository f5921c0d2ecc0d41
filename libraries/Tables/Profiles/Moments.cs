namespace MlPlatform.Tables.Profiles;

/// <summary>Count, mean and deviation of numbers, by sums of squared distances from the mean, so that no digits cancel. Parts merge to the whole.</summary>
public sealed class Moments
{
    private double squares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>Of the whole population; NaN where there is no number.</summary>
    public double StandardDeviation => Count == 0 ? double.NaN : Math.Sqrt(squares / Count);

    /// <summary>Adds numbers, none of them NaN: first their mean, then their distances from it.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return;
        var part = new Moments { Count = values.Length };
        part.Mean = MeanOf(values);
        foreach (var value in values) part.squares += (value - part.Mean) * (value - part.Mean);
        Merge(part);
    }

    /// <summary>Chan, Golub and LeVeque (1979).</summary>
    public void Merge(Moments other)
    {
        if (other.Count == 0) return;
        var count = Count + other.Count;
        var delta = other.Mean - Mean;
        squares += other.squares + (delta * delta * ((double)Count * other.Count / count));
        Mean += delta * other.Count / count;
        Count = count;
    }

    /// <summary>A second look takes off what the sum's rounding left.</summary>
    private static double MeanOf(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        var rest = 0.0;
        foreach (var value in values) rest += value - mean;
        return mean + (rest / values.Length);
    }
}
