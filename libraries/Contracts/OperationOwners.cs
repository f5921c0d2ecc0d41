using System.Collections.Frozen;

namespace MlPlatform.Contracts;

/// <summary>Which service owns which AWS JSON operation. The Gateway and the services route by it; each service's tests compare it with what the service maps.</summary>
public static class OperationOwners
{
    /// <summary>App id to the targets (<c>Prefix.Operation</c>) it owns.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByApp { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [AppIds.Training] = SageMaker(
            "CreateTrainingJob", "DescribeTrainingJob", "StopTrainingJob", "ListTrainingJobs"),
        [AppIds.Features] = SageMaker(
            "CreateProcessingJob", "DescribeProcessingJob", "StopProcessingJob", "ListProcessingJobs"),
        [AppIds.Tuning] = SageMaker(
            "CreateHyperParameterTuningJob", "DescribeHyperParameterTuningJob", "StopHyperParameterTuningJob",
            "ListHyperParameterTuningJobs", "ListTrainingJobsForHyperParameterTuningJob"),
        [AppIds.Registry] = SageMaker(
            "CreateModelPackageGroup", "DescribeModelPackageGroup", "ListModelPackageGroups", "DeleteModelPackageGroup",
            "CreateModelPackage", "DescribeModelPackage", "ListModelPackages", "UpdateModelPackage", "DeleteModelPackage",
            "Search", "AddTags", "ListTags", "DeleteTags",
            "CreateArtifact", "DescribeArtifact", "ListArtifacts", "AddAssociation", "DeleteAssociation", "ListAssociations", "QueryLineage"),
        [AppIds.Serving] = SageMaker(
            "CreateModel", "DescribeModel", "ListModels", "DeleteModel",
            "CreateEndpointConfig", "DescribeEndpointConfig", "ListEndpointConfigs", "DeleteEndpointConfig",
            "CreateEndpoint", "DescribeEndpoint", "ListEndpoints", "UpdateEndpoint", "UpdateEndpointWeightsAndCapacities", "DeleteEndpoint"),
        [AppIds.Fairness] = SageMaker(
            "CreateDataQualityJobDefinition", "DescribeDataQualityJobDefinition", "ListDataQualityJobDefinitions", "DeleteDataQualityJobDefinition",
            "CreateModelQualityJobDefinition", "DescribeModelQualityJobDefinition", "ListModelQualityJobDefinitions", "DeleteModelQualityJobDefinition",
            "CreateModelBiasJobDefinition", "DescribeModelBiasJobDefinition", "ListModelBiasJobDefinitions", "DeleteModelBiasJobDefinition",
            "CreateModelExplainabilityJobDefinition", "DescribeModelExplainabilityJobDefinition", "ListModelExplainabilityJobDefinitions", "DeleteModelExplainabilityJobDefinition",
            "CreateMonitoringSchedule", "DescribeMonitoringSchedule", "ListMonitoringSchedules", "UpdateMonitoringSchedule",
            "StartMonitoringSchedule", "StopMonitoringSchedule", "DeleteMonitoringSchedule", "ListMonitoringExecutions",
            "ListMonitoringAlerts", "ListMonitoringAlertHistory", "UpdateMonitoringAlert"),
        [AppIds.Pipelines] = SageMaker(
            "CreatePipeline", "UpdatePipeline", "DescribePipeline", "DeletePipeline", "ListPipelines",
            "StartPipelineExecution", "StopPipelineExecution", "RetryPipelineExecution", "DescribePipelineExecution",
            "ListPipelineExecutions", "ListPipelineExecutionSteps", "DescribePipelineDefinitionForExecution",
            "ListPipelineParametersForExecution"),
        [AppIds.Ingestion] =
        [
            .. Prefixed("Kinesis_20131202",
                "CreateStream", "DeleteStream", "DescribeStream", "DescribeStreamSummary", "ListStreams", "ListShards",
                "GetShardIterator", "GetRecords", "PutRecord", "PutRecords"),
            .. Prefixed("Firehose_20150804",
                "CreateDeliveryStream", "DeleteDeliveryStream", "DescribeDeliveryStream", "ListDeliveryStreams",
                "PutRecord", "PutRecordBatch"),
        ],
    };

    private static readonly FrozenDictionary<string, string> AppByTarget = ByApp
        .SelectMany(app => app.Value.Select(target => (target, app.Key)))
        .ToFrozenDictionary(pair => pair.target, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The app id that owns a target, or null when no service does.</summary>
    public static string? Find(string target) => AppByTarget.GetValueOrDefault(target);

    private static string[] SageMaker(params string[] operations) => Prefixed("SageMaker", operations);

    private static string[] Prefixed(string prefix, params string[] operations) =>
        [.. operations.Select(operation => $"{prefix}.{operation}")];
}
