namespace MlPlatform.Learning.Metrics;

/// <summary>Whether a larger or a smaller value of a metric is the better one.</summary>
public enum MetricDirection
{
    Maximize,
    Minimize,
}

/// <summary>Computes a metric's value.</summary>
public delegate double MetricFunction(MetricRows rows);

/// <summary>A metric behind its name.</summary>
/// <param name="Name">As training logs, tuning and early stopping name it.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Compute">Its value; NaN where it is not defined for the rows.</param>
/// <param name="Summary">One sentence for the documentation.</param>
public sealed record Metric(string Name, MetricDirection Direction, MetricFunction Compute, string Summary)
{
    /// <summary>Whether a value is better than another; any number is better than NaN.</summary>
    public bool IsBetter(double value, double than) =>
        !double.IsNaN(value) && (double.IsNaN(than) || (Direction == MetricDirection.Maximize ? value > than : value < than));
}
