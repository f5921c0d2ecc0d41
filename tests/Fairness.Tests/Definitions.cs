using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Operations;

namespace MlPlatform.Fairness.Tests;

/// <summary>Definitions of the kinds beside data quality, as sagemaker-python-sdk's monitors send them.</summary>
internal static class Definitions
{
    private static readonly ModelBaselineConfig Baseline = new() { ConstraintsResource = new MonitoringResource { S3Uri = "s3://bucket/baseline/held.json" } };

    private static readonly MonitoringOutputConfig Output = new()
    {
        MonitoringOutputs = [new MonitoringOutput { S3Output = new MonitoringS3Output { S3Uri = "s3://bucket/reports", LocalPath = "/opt/ml/processing/output" } }],
    };

    private static readonly ProcessingResources Resources = new()
    {
        ClusterConfig = new ProcessingClusterConfig { InstanceCount = 1, InstanceType = "ml.m5.xlarge", VolumeSizeInGB = 20 },
    };

    public static CreateModelQualityJobDefinitionRequest ModelQuality(string name = "definition") => new()
    {
        JobDefinitionName = name,
        ModelQualityBaselineConfig = Baseline,
        ModelQualityAppSpecification = new ModelQualityAppSpecification { ImageUri = "analyzer", ProblemType = "BinaryClassification" },
        ModelQualityJobInput = Labelled(new EndpointInput
        {
            EndpointName = "credit", LocalPath = "/opt/ml/processing/input/endpoint", InferenceAttribute = "predicted_label", ProbabilityAttribute = "score", ProbabilityThresholdAttribute = 0.7,
            StartTimeOffset = "-PT2H", EndTimeOffset = "-PT1H",
        }),
        ModelQualityJobOutputConfig = Output,
        JobResources = Resources,
        RoleArn = "arn:aws:iam::123456789012:role/monitor",
    };

    public static CreateModelBiasJobDefinitionRequest ModelBias(string name = "definition") => new()
    {
        JobDefinitionName = name,
        ModelBiasBaselineConfig = Baseline,
        ModelBiasAppSpecification = new ClarifyAppSpecification { ImageUri = "clarify", ConfigUri = "s3://bucket/config/analysis_config.json" },
        ModelBiasJobInput = Labelled(new EndpointInput { EndpointName = "credit", LocalPath = "/opt/ml/processing/input/endpoint", InferenceAttribute = "0" }),
        ModelBiasJobOutputConfig = Output,
        JobResources = Resources,
        RoleArn = "arn:aws:iam::123456789012:role/monitor",
    };

    public static CreateModelExplainabilityJobDefinitionRequest ModelExplainability(string name = "definition") => new()
    {
        JobDefinitionName = name,
        ModelExplainabilityBaselineConfig = Baseline,
        ModelExplainabilityAppSpecification = new ClarifyAppSpecification { ImageUri = "clarify", ConfigUri = "s3://bucket/config/analysis_config.json" },
        ModelExplainabilityJobInput = new MonitoringInput { EndpointInput = new EndpointInput { EndpointName = "credit", LocalPath = "/opt/ml/processing/input/endpoint" } },
        ModelExplainabilityJobOutputConfig = Output,
        JobResources = Resources,
        RoleArn = "arn:aws:iam::123456789012:role/monitor",
    };

    /// <summary>Creates the definition of a type under the name that the fixture's schedules use; gives its ARN.</summary>
    public static async Task<string> CreateAsync(FairnessFixture fairness, string type) => type switch
    {
        "ModelQuality" => (await new CreateModelQualityJobDefinition(fairness.Store, fairness.Definitions).HandleAsync(ModelQuality(), FairnessFixture.Context, default)).JobDefinitionArn,
        "ModelBias" => (await new CreateModelBiasJobDefinition(fairness.Store, fairness.Definitions).HandleAsync(ModelBias(), FairnessFixture.Context, default)).JobDefinitionArn,
        "ModelExplainability" => (await new CreateModelExplainabilityJobDefinition(fairness.Store, fairness.Definitions).HandleAsync(ModelExplainability(), FairnessFixture.Context, default)).JobDefinitionArn,
        _ => (await fairness.DefineAsync()).JobDefinitionArn,
    };

    private static GroundTruthInput Labelled(EndpointInput input) => new()
    {
        EndpointInput = input, GroundTruthS3Input = new MonitoringGroundTruthS3Input { S3Uri = "s3://labels/truth/" },
    };
}
