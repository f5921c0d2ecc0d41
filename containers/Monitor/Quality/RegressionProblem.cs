using MlPlatform.Learning.Metrics;

namespace MlPlatform.Monitor.Quality;

/// <summary>Predicted numbers against true ones.</summary>
internal sealed class RegressionProblem : QualityProblem
{
    private static readonly Metric[] Metrics = [.. new[] { "mae", "mse", "rmse", "r2" }.Select(MetricCatalog.Get)];

    private readonly double[] predicted;
    private readonly double[] labels;

    public RegressionProblem(Predictions predictions)
    {
        var inferences = predictions.Inferences ?? throw new MonitorException("Regression needs inference_attribute: where the predicted number is.");
        predicted = [.. inferences.Select(text => Number(text, "prediction"))];
        labels = [.. predictions.Labels.Select(text => Number(text, "label"))];
    }

    public override string Section => "regression";

    public override int Rows => labels.Length;

    public override IReadOnlyList<QualityMeasure> Measures { get; } =
        [.. Metrics.Select(metric => new QualityMeasure(metric.Name, metric.Direction == MetricDirection.Maximize, IsConstrained: true))];

    public override double[] Measure(ReadOnlySpan<int> rows)
    {
        double[] outputs = Take(predicted, rows), truth = Take(labels, rows);
        return Array.ConvertAll(Metrics, metric => metric.Compute(new MetricRows(outputs, truth)));
    }
}
