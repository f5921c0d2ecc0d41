using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

public sealed record DescribeTrainingJobRequest : IAwsRequest<DescribeTrainingJobResponse>
{
    public static string Target => "SageMaker.DescribeTrainingJob";

    [Required, RegularExpression(Names.Resource)] public string TrainingJobName { get; init; } = null!;
}

/// <summary>A training job as it stands: what was asked for, how far it is, what came out.</summary>
public sealed record DescribeTrainingJobResponse
{
    public required string TrainingJobName { get; init; }
    public required string TrainingJobArn { get; init; }
    public string? TuningJobArn { get; init; }
    public required ModelArtifacts ModelArtifacts { get; init; }
    public required string TrainingJobStatus { get; init; }
    public required string SecondaryStatus { get; init; }
    public string? FailureReason { get; init; }
    public IReadOnlyDictionary<string, string>? HyperParameters { get; init; }
    public required AlgorithmSpecification AlgorithmSpecification { get; init; }
    public required string RoleArn { get; init; }
    public IReadOnlyList<Channel>? InputDataConfig { get; init; }
    public required OutputDataConfig OutputDataConfig { get; init; }
    public required ResourceConfig ResourceConfig { get; init; }
    public JsonElement? VpcConfig { get; init; }
    public required StoppingCondition StoppingCondition { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? TrainingStartTime { get; init; }
    public DateTimeOffset? TrainingEndTime { get; init; }
    public required DateTimeOffset LastModifiedTime { get; init; }
    public required IReadOnlyList<SecondaryStatusTransition> SecondaryStatusTransitions { get; init; }
    public IReadOnlyList<MetricData>? FinalMetricDataList { get; init; }
    public required bool EnableNetworkIsolation { get; init; }
    public required bool EnableInterContainerTrafficEncryption { get; init; }
    public required bool EnableManagedSpotTraining { get; init; }
    public CheckpointConfig? CheckpointConfig { get; init; }
    public int? TrainingTimeInSeconds { get; init; }
    public int? BillableTimeInSeconds { get; init; }
    public JsonElement? DebugHookConfig { get; init; }
    public JsonElement? ExperimentConfig { get; init; }
    public IReadOnlyList<RuleConfiguration>? DebugRuleConfigurations { get; init; }
    public JsonElement? TensorBoardOutputConfig { get; init; }
    public IReadOnlyList<RuleEvaluationStatus>? DebugRuleEvaluationStatuses { get; init; }
    public JsonElement? ProfilerConfig { get; init; }
    public IReadOnlyList<RuleConfiguration>? ProfilerRuleConfigurations { get; init; }
    public IReadOnlyList<RuleEvaluationStatus>? ProfilerRuleEvaluationStatuses { get; init; }
    public string? ProfilingStatus { get; init; }
    public IReadOnlyDictionary<string, string>? Environment { get; init; }
    public RetryStrategy? RetryStrategy { get; init; }
}
