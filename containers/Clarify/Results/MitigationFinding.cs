using System.Text.Json.Nodes;
using MlPlatform.Trust.Bias;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Results;

/// <summary>What a search for fairer decisions found: how accurate and how fair each way of deciding is on rows it did not see.</summary>
/// <param name="Facet">The column whose groups are to fare alike.</param>
/// <param name="Metric">What is to come near its ideal.</param>
/// <param name="Accuracy">What "accurate" is, in words.</param>
/// <param name="Points">Every way that was tried; the first is the model as it is.</param>
/// <param name="Rows">How many rows they were judged on.</param>
internal sealed record MitigationFinding(string Facet, BiasMetric Metric, string Accuracy, IReadOnlyList<MitigationPoint> Points, int Rows)
{
    /// <summary>All figures with their intervals, the recommendation and its reason.</summary>
    public MitigationFindings? Search { get; init; }

    public MitigationPoint Unmitigated => Points[0];

    /// <summary>The points than which no other is both as accurate and as fair, the most accurate first.</summary>
    public IEnumerable<MitigationPoint> Front => Points.Where(point => point.OnFront).OrderByDescending(point => point.Accuracy).ThenBy(Unfairness);

    /// <summary>How far a point's metric is from the ideal, whichever side it favours; of a ratio, 1 less the smaller of it and its inverse.</summary>
    public double Unfairness(MitigationPoint point) => Metric.Ideal == 1
        ? 1 - Math.Min(point.Value, point.Value <= 0 ? 0 : 1 / point.Value)
        : Math.Abs(point.Value - Metric.Ideal);
}

/// <summary>One way of deciding.</summary>
/// <param name="Name">The method and its setting, in words.</param>
/// <param name="Accuracy">The share of right decisions, or what the finding calls accuracy.</param>
/// <param name="Value">The fairness metric.</param>
/// <param name="OnFront">Whether no other point is at least as accurate and as fair, and better in one of the two.</param>
internal sealed record MitigationPoint(string Name, double Accuracy, double Value, bool OnFront)
{
    /// <summary>The accuracy with its interval, where it has one.</summary>
    public Estimate? AccuracyRange { get; init; }

    /// <summary>The metric with its interval, where it has one.</summary>
    public Estimate? ValueRange { get; init; }

    public JsonObject Describe() => new()
    {
        ["name"] = Name, ["on_front"] = OnFront, ["performance"] = Accuracy, ["performance_lower"] = AccuracyRange?.Low, ["performance_upper"] = AccuracyRange?.High,
        ["value"] = Value, ["lower"] = ValueRange?.Low, ["upper"] = ValueRange?.High,
    };
}
