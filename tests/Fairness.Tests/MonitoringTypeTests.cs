using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Monitoring;
using MlPlatform.Fairness.Operations;

namespace MlPlatform.Fairness.Tests;

/// <summary>Schedules of the four types: their definitions, the job that each runs, and how its end is told. Every activity runs twice, as after a crash.</summary>
public sealed class MonitoringTypeTests
{
    [Theory]
    [InlineData("DataQuality", "data-quality-job-definition")]
    [InlineData("ModelQuality", "model-quality-job-definition")]
    [InlineData("ModelBias", "model-bias-job-definition")]
    [InlineData("ModelExplainability", "model-explainability-job-definition")]
    public async Task Run_OfAType_IsItsAndRaisesOneAlertOfIt(string type, string resource)
    {
        await using var fairness = Captured();
        Assert.Equal($"arn:aws:sagemaker:eu-west-1:123456789012:{resource}/definition", await Definitions.CreateAsync(fairness, type));
        var schedule = await fairness.ScheduleAsync("NOW", type: type);

        await new WorkflowRun(fairness) { OnTimer = () => fairness.Violate("age") }.RunScheduleAsync(schedule);

        var execution = Assert.Single(await fairness.ExecutionsAsync());
        Assert.Equal(("CompletedWithViolations", type, "credit"), (execution.MonitoringExecutionStatus, execution.MonitoringType, execution.EndpointName));
        Assert.Single(fairness.Operations.Jobs);
        Assert.Equal(type, JsonNode.Parse(await fairness.MessageAsync(Topics.MonitoringAlert))!["detail"]!["MonitoringType"]!.ToString());
        Assert.Equal(type, (await fairness.DescribeAsync()).MonitoringType);
    }

    [Fact]
    public async Task Job_OfModelQuality_HasTheLabelsThatCameSince()
    {
        await using var fairness = Captured();
        fairness.Label(2);
        fairness.Label(3);
        fairness.Label(5);
        var job = await JobAsync(fairness, "ModelQuality");

        Assert.Equal(
            [
                ("s3://capture/data/credit/AllTraffic/2026/11/22/03/", "/opt/ml/processing/input/endpoint/AllTraffic/2026/11/22/03"),
                ("s3://capture/data/credit/AllTraffic/2026/11/22/04/", "/opt/ml/processing/input/endpoint/AllTraffic/2026/11/22/04"),
                ("s3://labels/truth/2026/11/22/03/", "/opt/ml/processing/groundtruth/2026/11/22/03"),
                ("s3://labels/truth/2026/11/22/04/", "/opt/ml/processing/groundtruth/2026/11/22/04"),
                ("s3://labels/truth/2026/11/22/05/", "/opt/ml/processing/groundtruth/2026/11/22/05"),
                ("s3://bucket/baseline/held.json", "/opt/ml/processing/baseline/constraints"),
            ],
            job.ProcessingInputs!.Select(input => (input.S3Input!.S3Uri, input.S3Input.LocalPath!)));
        var environment = job.Environment!;
        Assert.Equal(("MODEL_QUALITY", "BinaryClassification", "/opt/ml/processing/groundtruth"), (environment["analysis_type"], environment["problem_type"], environment["ground_truth_source"]));
        Assert.Equal(("predicted_label", "score", "0.7"), (environment["inference_attribute"], environment["probability_attribute"], environment["probability_threshold_attribute"]));
        // Two hours to one hour before the run at 05:20, as the offsets say.
        Assert.Equal(("2026-11-22T03:20:00Z", "2026-11-22T04:20:00Z"), (environment["start_time"], environment["end_time"]));
        Assert.Equal("/opt/ml/processing/baseline/constraints/held.json", environment["baseline_constraints"]);
    }

    [Fact]
    public async Task Job_OfModelBias_HasTheConfigurationAndTheLabels()
    {
        await using var fairness = Captured();
        var job = await JobAsync(fairness, "ModelBias");

        Assert.Equal("clarify", job.AppSpecification.ImageUri);
        Assert.Equal(["endpoint_input", "endpoint_input_1", "ground_truth", "constraints", "analysis_config"], job.ProcessingInputs!.Select(input => input.InputName));
        Assert.Equal(("s3://bucket/config/analysis_config.json", "/opt/ml/processing/input/config"), Input(job, "analysis_config"));
        Assert.Equal("MODEL_BIAS", job.Environment!["analysis_type"]);
    }

    [Fact]
    public async Task Job_OfModelExplainability_NeedsNoLabelsAndFindsItsBaselineByItsJob()
    {
        await using var fairness = Captured();
        fairness.Operations.Jobs.Add(BaselineJob());
        var definition = Definitions.ModelExplainability() with { ModelExplainabilityBaselineConfig = new ModelBaselineConfig { BaseliningJobName = "baseline-job" } };
        await new CreateModelExplainabilityJobDefinition(fairness.Store, fairness.Definitions).HandleAsync(definition, FairnessFixture.Context, default);
        await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW", type: "ModelExplainability"));
        var job = Assert.Single(fairness.Operations.Jobs, job => job.ProcessingJobName != "baseline-job");

        Assert.Equal(["endpoint_input", "endpoint_input_1", "constraints", "analysis_config"], job.ProcessingInputs!.Select(input => input.InputName));
        Assert.Equal("s3://bucket/shap-baseline/analysis.json", Input(job, "constraints").S3Uri);
        Assert.Equal("MODEL_EXPLAINABILITY", job.Environment!["analysis_type"]);
        Assert.DoesNotContain("ground_truth_source", job.Environment.Keys);
    }

    [Fact]
    public async Task Run_WithoutLabels_FailsWithTheCause()
    {
        await using var fairness = new FairnessFixture();
        fairness.Capture(hour: 4);
        await Definitions.CreateAsync(fairness, "ModelBias");

        await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW", type: "ModelBias"));

        Assert.StartsWith("Job inputs had no data: no labels lie under s3://labels/truth/ from", Assert.Single(await fairness.ExecutionsAsync()).FailureReason);
        Assert.Empty(fairness.Operations.Jobs);
    }

    [Fact]
    public async Task Run_WhoseJobFails_TellsTheJobsReason()
    {
        await using var fairness = Captured();
        await Definitions.CreateAsync(fairness, "ModelQuality");
        fairness.Operations.JobState = (JobStatus.Failed, null, "AlgorithmError: None of the 7 captured requests has a label, exit code: 1");

        await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW", type: "ModelQuality"));

        Assert.Equal("AlgorithmError: None of the 7 captured requests has a label, exit code: 1", Assert.Single(await fairness.ExecutionsAsync()).FailureReason);
    }

    [Fact]
    public async Task Violations_OfBias_AreToldByTheirOwnMembers()
    {
        await using var fairness = Captured();
        await Definitions.CreateAsync(fairness, "ModelBias");
        const string Found = """{"version":"1.0","violations":[{"facet":"sex","facet_value":"f","metric_name":"DPPL","constraint_check_type":"bias_drift_check","description":"far"}]}""";

        await new WorkflowRun(fairness) { OnTimer = () => fairness.WriteViolations(Found) }.RunScheduleAsync(await fairness.ScheduleAsync("NOW", type: "ModelBias"));

        var violation = JsonNode.Parse(await fairness.MessageAsync(Topics.MonitoringAlert))!["detail"]!["Violations"]![0]!;
        Assert.Equal("""{"facet":"sex","facet_value":"f","metric_name":"DPPL","constraint_check_type":"bias_drift_check","description":"far"}""", violation.ToJsonString());
    }

    [Fact]
    public async Task Definitions_OfOneNameAndFourKinds_AreFour()
    {
        await using var fairness = new FairnessFixture();
        foreach (var type in new[] { "DataQuality", "ModelQuality", "ModelBias", "ModelExplainability" }) await Definitions.CreateAsync(fairness, type);
        var (store, context) = (fairness.Store, FairnessFixture.Context);

        var described = await new DescribeModelQualityJobDefinition(store).HandleAsync(new() { JobDefinitionName = "definition" }, context, default);
        Assert.Equal("s3://labels/truth/", described.ModelQualityJobInput.GroundTruthS3Input.S3Uri);
        Assert.Equal(fairness.Clock.Now, described.CreationTime);
        var listed = await new ListModelBiasJobDefinitions(store).HandleAsync(new() { EndpointName = "credit" }, context, default);
        Assert.EndsWith("model-bias-job-definition/definition", Assert.Single(listed.JobDefinitionSummaries).MonitoringJobDefinitionArn);
        await new DeleteModelExplainabilityJobDefinition(store).HandleAsync(new() { JobDefinitionName = "definition" }, context, default);
        var fault = await Assert.ThrowsAsync<AwsException>(() => new DescribeModelExplainabilityJobDefinition(store).HandleAsync(new() { JobDefinitionName = "definition" }, context, default));
        Assert.Equal(AwsErrorCode.ResourceNotFound, fault.Code);
        Assert.Single((await new ListDataQualityJobDefinitions(store).HandleAsync(new(), context, default)).JobDefinitionSummaries);
    }

    [Fact]
    public async Task Definition_ThatCannotRun_IsRefused()
    {
        await using var fairness = new FairnessFixture();
        var create = new CreateModelQualityJobDefinition(fairness.Store, fairness.Definitions);
        var good = Definitions.ModelQuality();
        GroundTruthInput Input(EndpointInput? endpoint) => good.ModelQualityJobInput with { EndpointInput = endpoint };
        var endpoint = good.ModelQualityJobInput.EndpointInput!;

        await RefusedAsync("One of EndpointInput and BatchTransformInput must be given.", Input(null));
        await RefusedAsync("StartTimeOffset must be before EndTimeOffset.", Input(endpoint with { StartTimeOffset = "-PT1H", EndTimeOffset = "-P1D" }));
        await RefusedAsync("'P-soon' is no ISO 8601 duration", Input(endpoint with { StartTimeOffset = "P-soon" }));

        async Task RefusedAsync(string cause, GroundTruthInput input)
        {
            var fault = await Assert.ThrowsAsync<AwsException>(() => create.HandleAsync(good with { ModelQualityJobInput = input }, FairnessFixture.Context, default));
            Assert.Equal(AwsErrorCode.Validation, fault.Code);
            Assert.StartsWith(cause, fault.Message);
        }
    }

    [Fact]
    public void Request_WithoutWhatItsKindNeeds_IsRefusedByMember()
    {
        var fault = Assert.Throws<AwsException>(() => RequestValidator.Validate(Definitions.ModelBias() with
        {
            ModelBiasAppSpecification = new ClarifyAppSpecification { ImageUri = "clarify" },
            ModelBiasJobInput = new GroundTruthInput { EndpointInput = new EndpointInput { EndpointName = "credit", LocalPath = "/opt/ml" } },
        }));

        Assert.Contains("'modelBiasAppSpecification.configUri'", fault.Message);
        Assert.Contains("'modelBiasJobInput.groundTruthS3Input'", fault.Message);
        fault = Assert.Throws<AwsException>(() => RequestValidator.Validate(Definitions.ModelQuality() with
        {
            ModelQualityAppSpecification = new ModelQualityAppSpecification { ImageUri = "analyzer", ProblemType = "Ranking" },
        }));
        Assert.Contains("'modelQualityAppSpecification.problemType'", fault.Message);
    }

    [Fact]
    public async Task Listings_ByType_HoldThatTypeAlone()
    {
        await using var fairness = Captured();
        foreach (var type in new[] { "ModelQuality", "ModelBias" })
        {
            await Definitions.CreateAsync(fairness, type);
            await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW", name: $"watch-{type}", type: type));
        }

        var schedules = await new ListMonitoringSchedules(fairness.Store).HandleAsync(new() { MonitoringTypeEquals = "ModelBias" }, FairnessFixture.Context, default);
        Assert.Equal("watch-ModelBias", Assert.Single(schedules.MonitoringScheduleSummaries).MonitoringScheduleName);
        var executions = await new ListMonitoringExecutions(fairness.Store).HandleAsync(new() { MonitoringTypeEquals = "ModelQuality" }, FairnessFixture.Context, default);
        Assert.Equal("watch-ModelQuality", Assert.Single(executions.MonitoringExecutionSummaries).MonitoringScheduleName);
    }

    [Fact]
    public async Task Schedule_WithADefinitionWrittenOut_IsOfDataQualityAlone()
    {
        await using var fairness = new FairnessFixture();
        var config = new MonitoringScheduleConfig
        {
            MonitoringType = "ModelBias", MonitoringJobDefinition = new MonitoringJobDefinition(), ScheduleConfig = new ScheduleConfig { ScheduleExpression = "NOW" },
        };

        var fault = await Assert.ThrowsAsync<AwsException>(() => fairness.Rules.CheckAsync(config, fairness.Clock.Now, default));
        Assert.Equal("A definition written out is of the type DataQuality; ModelBias needs MonitoringJobDefinitionName.", fault.Message);
    }

    /// <summary>Requests of three hours and labels of one.</summary>
    private static FairnessFixture Captured()
    {
        var fairness = new FairnessFixture();
        foreach (var hour in new[] { 3, 4, 5 }) fairness.Capture(hour);
        fairness.Label(4);
        return fairness;
    }

    private static async Task<CreateProcessingJobRequest> JobAsync(FairnessFixture fairness, string type)
    {
        await Definitions.CreateAsync(fairness, type);
        await new WorkflowRun(fairness).RunScheduleAsync(await fairness.ScheduleAsync("NOW", type: type));
        return Assert.Single(fairness.Operations.Jobs);
    }

    private static (string S3Uri, string LocalPath) Input(CreateProcessingJobRequest job, string name)
    {
        var input = job.ProcessingInputs!.Single(input => input.InputName == name).S3Input!;
        return (input.S3Uri, input.LocalPath!);
    }

    private static CreateProcessingJobRequest BaselineJob() => new()
    {
        ProcessingJobName = "baseline-job",
        AppSpecification = new AppSpecification { ImageUri = "clarify" },
        ProcessingInputs = [],
        ProcessingResources = Definitions.ModelBias().JobResources,
        StoppingCondition = new ProcessingStoppingCondition { MaxRuntimeInSeconds = 60 },
        RoleArn = "arn:aws:iam::123456789012:role/monitor",
        ProcessingOutputConfig = new ProcessingOutputConfig
        {
            Outputs = [new ProcessingOutput { OutputName = "analysis_result", S3Output = new ProcessingS3Output { S3Uri = "s3://bucket/shap-baseline/", LocalPath = "/opt/ml/processing/output", S3UploadMode = "EndOfJob" } }],
        },
    };
}
