namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>Mean and population standard deviation of values.</summary>
internal static class Spread
{
    public static (double Mean, double Deviation) Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) return (0, 0);
        double mean = 0, squares = 0;
        foreach (var value in values) mean += value;
        mean /= values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / values.Length));
    }
}
