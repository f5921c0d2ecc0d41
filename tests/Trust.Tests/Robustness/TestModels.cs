using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Tests.Robustness;

/// <summary>Models whose boundaries are known.</summary>
internal static class TestModels
{
    /// <summary>One score, the logistic function of b + Σ w x, with its derivatives.</summary>
    public static Scorer Logistic(double[] weights, double intercept) => new(
        [.. weights.Select((_, j) => $"x{j}")], 1, (rows, scores) =>
        {
            for (var i = 0; i < scores.Length; i++) scores[i] = Sigmoid(Margin(weights, intercept, rows.Slice(i * weights.Length, weights.Length)));
        })
    {
        Gradient = (row, _, gradient) =>
        {
            var p = Sigmoid(Margin(weights, intercept, row));
            for (var j = 0; j < weights.Length; j++) gradient[j] = p * (1 - p) * weights[j];
        },
    };

    public static double Margin(ReadOnlySpan<double> weights, double intercept, ReadOnlySpan<double> row)
    {
        var margin = intercept;
        for (var j = 0; j < row.Length; j++) margin += weights[j] * row[j];
        return margin;
    }

    public static double Sigmoid(double margin) => 1 / (1 + Math.Exp(-margin));

    /// <summary>Numbers between two bounds, in their own units.</summary>
    public static RowSpace Box(int width, double low, double high) =>
        new(Enumerable.Range(0, width).Select(j => new ColumnConstraint($"x{j}", ColumnKind.Number) { Minimum = low, Maximum = high }));

    public static double[] Uniform(int count, double low, double high, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextDouble()))];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
