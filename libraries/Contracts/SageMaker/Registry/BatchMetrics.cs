using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker.Registry;

/// <summary>Writes points of metric series; here a series belongs to a model package (its KPIs) or to a trial component.</summary>
public sealed record BatchPutMetricsRequest
{
    /// <summary>The name of a trial component, or the ARN of a model package.</summary>
    [Required, StringLength(2048, MinimumLength = 1)] public string TrialComponentName { get; init; } = null!;
    [Required, MinLength(1), MaxLength(10)] public IReadOnlyList<RawMetric> MetricData { get; init; } = null!;
}

/// <summary>One point of a series.</summary>
public sealed record RawMetric
{
    [Required, StringLength(255, MinimumLength = 1)] public string MetricName { get; init; } = null!;
    [Required] public DateTimeOffset? Timestamp { get; init; }
    [Range(0, int.MaxValue)] public int? Step { get; init; }
    [Required] public double? Value { get; init; }
}

/// <summary>Answers BatchPutMetrics.</summary>
public sealed record BatchPutMetricsResponse(IReadOnlyList<BatchPutMetricsError>? Errors);

/// <summary>A point that was not written.</summary>
public sealed record BatchPutMetricsError(string Code, int MetricIndex);

/// <summary>Reads metric series.</summary>
public sealed record BatchGetMetricsRequest
{
    [Required, MinLength(1), MaxLength(100)] public IReadOnlyList<MetricQuery> MetricQueries { get; init; } = null!;
}

/// <summary>Which series, over which axis, summed up how.</summary>
public sealed record MetricQuery
{
    [Required, StringLength(255, MinimumLength = 1)] public string MetricName { get; init; } = null!;
    [Required, StringLength(2048)] public string ResourceArn { get; init; } = null!;
    [Required, AllowedValues("Min", "Max", "Avg", "Count", "StdDev", "Last")] public string MetricStat { get; init; } = null!;
    [Required, AllowedValues("OneMinute", "FiveMinute", "OneHour", "IterationNumber")] public string Period { get; init; } = null!;
    [Required, AllowedValues("IterationNumber", "Timestamp")] public string XAxisType { get; init; } = null!;
    public long? Start { get; init; }
    public long? End { get; init; }
}

/// <summary>Answers BatchGetMetrics.</summary>
public sealed record BatchGetMetricsResponse(IReadOnlyList<MetricQueryResult> MetricQueryResults);

/// <summary>A series: positions on the axis and the values there.</summary>
public sealed record MetricQueryResult(string Status, IReadOnlyList<long> XAxisValues, IReadOnlyList<double> MetricValues, string? Message = null);
