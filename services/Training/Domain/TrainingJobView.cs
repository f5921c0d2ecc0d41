using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Training.Domain;

/// <summary>A training job as its operations and events show it.</summary>
internal static class TrainingJobView
{
    private const string NoIssues = "NoIssuesFound";

    public static DescribeTrainingJobResponse Of(TrainingJob job)
    {
        var request = job.Request;
        return new()
        {
            TrainingJobName = job.Name,
            TrainingJobArn = job.Arn,
            TuningJobArn = request.TuningJobArn,
            ModelArtifacts = new() { S3ModelArtifacts = job.ModelUri },
            TrainingJobStatus = job.Status,
            SecondaryStatus = job.SecondaryStatus,
            FailureReason = job.FailureReason,
            HyperParameters = request.HyperParameters,
            AlgorithmSpecification = request.AlgorithmSpecification with { MetricDefinitions = MetricReader.DefinitionsOf(request.AlgorithmSpecification) },
            RoleArn = request.RoleArn,
            InputDataConfig = request.InputDataConfig,
            OutputDataConfig = request.OutputDataConfig with { KmsKeyId = request.OutputDataConfig.KmsKeyId ?? "" },
            ResourceConfig = request.ResourceConfig ?? new(),
            VpcConfig = request.VpcConfig,
            StoppingCondition = request.StoppingCondition ?? new(),
            CreationTime = job.CreationTime,
            TrainingStartTime = job.StartTime,
            TrainingEndTime = job.EndTime,
            LastModifiedTime = job.LastModifiedTime,
            SecondaryStatusTransitions = job.Transitions,
            FinalMetricDataList = job.FinalMetrics,
            EnableNetworkIsolation = request.EnableNetworkIsolation ?? false,
            EnableInterContainerTrafficEncryption = request.EnableInterContainerTrafficEncryption ?? false,
            EnableManagedSpotTraining = request.EnableManagedSpotTraining ?? false,
            CheckpointConfig = request.CheckpointConfig,
            TrainingTimeInSeconds = SecondsOf(job),
            BillableTimeInSeconds = SecondsOf(job),
            DebugHookConfig = request.DebugHookConfig,
            ExperimentConfig = request.ExperimentConfig,
            DebugRuleConfigurations = request.DebugRuleConfigurations,
            TensorBoardOutputConfig = request.TensorBoardOutputConfig,
            DebugRuleEvaluationStatuses = StatusesOf(request.DebugRuleConfigurations, job),
            ProfilerConfig = request.ProfilerConfig,
            ProfilerRuleConfigurations = request.ProfilerRuleConfigurations,
            ProfilerRuleEvaluationStatuses = StatusesOf(request.ProfilerRuleConfigurations, job),
            ProfilingStatus = request.ProfilerConfig is null ? "Disabled" : "Enabled",
            Environment = request.Environment,
            RetryStrategy = request.RetryStrategy,
        };
    }

    public static TrainingJobSummary Summary(TrainingJob job) => new()
    {
        TrainingJobName = job.Name,
        TrainingJobArn = job.Arn,
        CreationTime = job.CreationTime,
        TrainingEndTime = job.EndTime,
        LastModifiedTime = job.LastModifiedTime,
        TrainingJobStatus = job.Status,
        SecondaryStatus = job.SecondaryStatus,
    };

    private static int? SecondsOf(TrainingJob job) =>
        job is { StartTime: { } start, EndTime: { } end } ? Math.Max(1, (int)Math.Ceiling((end - start).TotalSeconds)) : null;

    // Rules are recorded, not evaluated: nothing is found until the job is over.
    private static IReadOnlyList<RuleEvaluationStatus>? StatusesOf(IReadOnlyList<RuleConfiguration>? rules, TrainingJob job) =>
        rules?.Select(rule => new RuleEvaluationStatus
        {
            RuleConfigurationName = rule.RuleConfigurationName,
            Status = job.IsFinal ? NoIssues : JobStatus.InProgress,
            LastModifiedTime = job.LastModifiedTime,
        }).ToList();
}
