using System.Globalization;
using System.Text;
using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Metrics;

namespace MlPlatform.Learning.Tests.Documentation;

/// <summary>The parts of docs/learning.md that follow from declarations.</summary>
internal static class LearningPage
{
    public static string Algorithms()
    {
        var text = new StringBuilder();
        foreach (var algorithm in AlgorithmCatalog.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {algorithm.Name}\n\n{algorithm.Summary}\n\n| name | default | allowed | meaning |\n|---|---|---|---|\n");
            foreach (var parameter in algorithm.Hyperparameters.All)
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{parameter.Name}` | {Cell(parameter.Default)} | {Cell(Allowed(parameter))} | {Cell(parameter.Summary)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    public static string Metrics()
    {
        var text = new StringBuilder("| name | better | meaning |\n|---|---|---|\n");
        foreach (var metric in MetricCatalog.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{metric.Name}` | {(metric.Direction == MetricDirection.Maximize ? "higher" : "lower")} | {Cell(metric.Summary)} |\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Allowed(Hyperparameter parameter)
    {
        string?[] parts = [Range(parameter), .. parameter.Words];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string? Range(Hyperparameter parameter) => parameter.Kind switch
    {
        HyperparameterKind.Categorical => null,
        HyperparameterKind.FreeText => "text",
        _ when double.IsInfinity(parameter.Maximum) => double.IsInfinity(parameter.Minimum) ? "any number" : $"from {Number(parameter.Minimum)}",
        _ => $"{Number(parameter.Minimum)} to {Number(parameter.Maximum)}",
    };

    /// <summary>Short: 1e-7, 1000000, 0.25.</summary>
    private static string Number(double value)
    {
        const double Largest = 1e12;
        var isPlain = Math.Abs(value) is >= 1e-4 and < Largest || value == 0;
        return value.ToString(isPlain ? "0.##########" : "0.####e0", CultureInfo.InvariantCulture);
    }

    private static string Cell(string text) => text.Length == 0 ? "(empty)" : text.Replace("|", "\\|", StringComparison.Ordinal);
}
