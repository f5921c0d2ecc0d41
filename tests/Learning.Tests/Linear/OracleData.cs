using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Linear;

/// <summary>Sixty rows by formula, which a few lines of Python make as well.</summary>
/// <remarks>
/// X = [[sin(1.3 i + 0.7 j + 0.11 i j) for j in 0..2] for i in 0..59]; y = 2 x0 - x1 + 0.5 cos(2.1 i) + 3;
/// two classes: (7 i) mod 10 &lt; 5 + 3 x0 - 2 x2; three: [(7 i) mod 10 &lt; 5 + 3 x0] + [(3 i) mod 10 &lt; 5 - 3 x1]; weights 1 + i mod 3.
/// </remarks>
internal static class OracleData
{
    public const int Rows = 60;

    public static double[] Weights { get; } = [.. Enumerable.Range(0, Rows).Select(i => 1.0 + (i % 3))];

    public static TrainingData Numbers { get; } = Data(i => (2 * X(i, 0)) - X(i, 1) + (0.5 * Math.Cos(2.1 * i)) + 3);

    public static TrainingData TwoClasses { get; } = Data(i => i * 7 % 10 < 5 + (3 * X(i, 0)) - (2 * X(i, 2)) ? 1 : 0);

    public static TrainingData ThreeClasses { get; } =
        Data(i => (i * 7 % 10 < 5 + (3 * X(i, 0)) ? 1 : 0) + (i * 3 % 10 < 5 - (3 * X(i, 1)) ? 1 : 0));

    public static double X(int row, int column) => Math.Sin((1.3 * row) + (0.7 * column) + (0.11 * row * column));

    /// <summary>Fits on centred, unscaled columns, to the end.</summary>
    public static LinearModel Fit(TrainingData data, params (string Name, string Value)[] hyperparameters)
    {
        (string, string)[] all = [("normalize_data", "false"), ("early_stopping_tolerance", "0"), ("early_stopping_patience", "1000"), ("epochs", "1000"), .. hyperparameters];
        var options = LinearLearnerOptions.Parse(all.ToDictionary(h => h.Item1, h => h.Item2, StringComparer.Ordinal));
        return LinearLearner.Fit(data, options, FitContext.None, CancellationToken.None);
    }

    /// <summary>The coefficients on raw columns, and then the intercepts: margin differences of raw rows.</summary>
    public static double[] Coefficients(LinearModel model)
    {
        var (slopes, intercepts) = (new List<double>(), new List<double>());
        for (var output = 0; output < model.Intercepts.Length; output++)
        {
            var zero = model.Margin([0, 0, 0], output);
            for (var j = 0; j < 3; j++) slopes.Add(model.Margin([j == 0 ? 1 : 0, j == 1 ? 1 : 0, j == 2 ? 1 : 0], output) - zero);
            intercepts.Add(zero);
        }

        return [.. slopes, .. intercepts];
    }

    public static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static TrainingData Data(Func<int, double> label)
    {
        var columns = Enumerable.Range(0, 3).Select(j => (Column)new Float64Column($"x{j}", Enumerable.Range(0, Rows).Select(i => X(i, j)).ToArray()));
        return TrainingData.From(new Table([.. columns, new Float64Column("y", Enumerable.Range(0, Rows).Select(label).ToArray())]), new LabelSchema("y"));
    }
}
