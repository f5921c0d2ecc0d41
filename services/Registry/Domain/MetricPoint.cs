using MlPlatform.Aws.Documents;

namespace MlPlatform.Registry.Domain;

/// <summary>One point of a metric series: a KPI of a model package over time, or a metric of a run.</summary>
public sealed record MetricPoint
{
    /// <summary>The index that orders the points of a series by time.</summary>
    public const string SeriesIndex = "series";

    /// <summary>What the metric is of: <c>group/version</c>, the name of a trial component, or another resource.</summary>
    public required string Resource { get; init; }
    public required string Metric { get; init; }
    public DateTimeOffset Time { get; init; }
    public int? Step { get; init; }
    public double Value { get; init; }

    /// <summary>A point told twice is the same point.</summary>
    public string Id => $"{Series(Resource, Metric)}{IndexKey.Of(Time)}/{Step}";

    public static string Series(string resource, string metric) => $"{resource}\n{metric}\n";

    public static IReadOnlyDictionary<string, string> Indexes(MetricPoint point) =>
        new Dictionary<string, string> { [SeriesIndex] = Series(point.Resource, point.Metric) + IndexKey.Of(point.Time) };
}
