using MlPlatform.Tables;

namespace MlPlatform.Monitor.Quality;

/// <summary>How much figures vary: each over five random samples of four fifths of the rows, and the standard deviation of the five.</summary>
/// <remarks>As Model Monitor has it, only of 200 rows or more. Samples are drawn without replacement and are the same at every run.</remarks>
internal static class SampledDeviation
{
    private const int FewestRows = 200;
    private const int Samples = 5;
    private const double Share = 0.8;

    public static IReadOnlyList<QualityFigure> Figures(QualityProblem problem)
    {
        var rows = Enumerable.Range(0, problem.Rows).ToArray();
        var values = problem.Measure(rows);
        var samples = rows.Length < FewestRows ? [] : Enumerable.Range(0, Samples).Select(sample => problem.Measure(Sample(rows, sample))).ToArray();
        return [.. problem.Measures.Select((measure, i) => new QualityFigure(measure, values[i], Deviation([.. samples.Select(sample => sample[i])])))];
    }

    private static ReadOnlySpan<int> Sample(int[] rows, int sample)
    {
        var shuffled = rows.ToArray();
        new SeededRandom(0, (ulong)sample).Shuffle<int>(shuffled);
        return shuffled.AsSpan(0, (int)(rows.Length * Share));
    }

    private static double Deviation(double[] values)
    {
        if (values.Length == 0) return double.NaN;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
