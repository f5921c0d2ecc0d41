using System.Text.Json.Serialization;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>One run of a schedule as stored.</summary>
internal sealed record MonitoringExecution
{
    /// <summary>The index of one schedule's executions in the order of their time.</summary>
    public const string ByScheduleIndex = "schedule";

    public required string Id { get; init; }

    public required string ScheduleName { get; init; }

    public required string ScheduleArn { get; init; }

    public required DateTimeOffset ScheduledTime { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required DateTimeOffset LastModifiedTime { get; init; }

    public required string Status { get; init; }

    public string? ProcessingJobArn { get; init; }

    public string? EndpointName { get; init; }

    public string? FailureReason { get; init; }

    public string? JobDefinitionName { get; init; }

    public required string Type { get; init; }

    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>The schedule's alert after this run; null until it has ended.</summary>
    public string? AlertStatus { get; init; }

    /// <summary>Whether this run changed the alert.</summary>
    public bool ChangesAlert { get; init; }

    /// <summary>Listings order executions by the time they were scheduled for, so that stands for the creation time here.</summary>
    public static ListedResource Listed(MonitoringExecution execution) =>
        new(execution.ScheduleName, execution.ScheduledTime, execution.LastModifiedTime, execution.Status);

    public static IReadOnlyDictionary<string, string> Indexes(MonitoringExecution execution) =>
        new Dictionary<string, string>(ListIndexes.Of(Listed(execution))) { [ByScheduleIndex] = ScheduleKey(execution.ScheduleName) + IndexKey.Of(execution.ScheduledTime) };

    /// <summary>What the keys of one schedule's executions start with; no name holds a slash.</summary>
    public static string ScheduleKey(string scheduleName) => scheduleName + "/";

    public MonitoringExecutionSummary Summary() => new()
    {
        MonitoringScheduleName = ScheduleName,
        ScheduledTime = ScheduledTime,
        CreationTime = CreationTime,
        LastModifiedTime = LastModifiedTime,
        MonitoringExecutionStatus = Status,
        ProcessingJobArn = ProcessingJobArn,
        EndpointName = EndpointName,
        FailureReason = FailureReason,
        MonitoringJobDefinitionName = JobDefinitionName,
        MonitoringType = Type,
    };
}

/// <summary>One entry of constraint_violations.json; which member says what it is about depends on the type of the monitor.</summary>
internal sealed record Violation
{
    /// <summary>The column, where data quality is watched.</summary>
    [JsonPropertyName("feature_name")] public string? FeatureName { get; init; }

    /// <summary>The facet's column, where bias is watched.</summary>
    [JsonPropertyName("facet")] public string? Facet { get; init; }

    [JsonPropertyName("facet_value")] public string? FacetValue { get; init; }

    /// <summary>The label explained, where attributions are watched.</summary>
    [JsonPropertyName("label")] public string? Label { get; init; }

    /// <summary>The metric, where quality, bias or attributions are watched.</summary>
    [JsonPropertyName("metric_name")] public string? MetricName { get; init; }

    [JsonPropertyName("constraint_check_type")] public string ConstraintCheckType { get; init; } = "";

    [JsonPropertyName("description")] public string Description { get; init; } = "";
}

/// <summary>constraint_violations.json.</summary>
internal sealed record ViolationsFile
{
    public const string FileName = "constraint_violations.json";

    [JsonPropertyName("violations")] public IReadOnlyList<Violation> Violations { get; init; } = [];
}
