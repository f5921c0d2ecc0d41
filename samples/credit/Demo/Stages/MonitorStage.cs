using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>Compares what the endpoint captured with the baseline of the training data; the shifted column must raise an alert.</summary>
internal sealed class MonitorStage : IStage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Name => "Watch for drift";

    public async Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken)
    {
        var name = $"credit-drift-{demo.State.RunId}";
        await CreateDefinitionAsync(demo, name, cancellationToken);
        await demo.EnsureAsync("SageMaker.CreateMonitoringSchedule", new JsonObject
        {
            ["MonitoringScheduleName"] = name,
            ["MonitoringScheduleConfig"] = new JsonObject
            {
                ["ScheduleConfig"] = new JsonObject { ["ScheduleExpression"] = "NOW", ["DataAnalysisStartTime"] = "-PT1H", ["DataAnalysisEndTime"] = "-PT0H" },
                ["MonitoringJobDefinitionName"] = name,
                ["MonitoringType"] = "DataQuality",
            },
        }, cancellationToken);
        progress.Report(0.2, "waiting for the analysis");

        var execution = await demo.PollAsync(() => FinishedAsync(demo, name, cancellationToken), Patience, "The monitoring execution's end", cancellationToken);
        var status = (string?)execution["MonitoringExecutionStatus"];
        if (status != "CompletedWithViolations")
        {
            throw new DemoException($"The monitor saw no drift although a column was shifted: {status} {execution["FailureReason"]}");
        }

        progress.Report(0.9);
        var report = $"{await ReportFolderAsync(demo, execution, cancellationToken)}/{MonitorOutput.ViolationsFile}";
        demo.State.Values[StateKeys.DriftReport] = report;
        var violations = JsonNode.Parse(await demo.ReadTextAsync(report, cancellationToken));
        demo.State.Values[StateKeys.Violations] = string.Join("; ", violations!["violations"]!.AsArray()
            .Where(violation => (string?)violation!["constraint_check_type"] == "baseline_drift_check")
            .Select(violation => (string?)violation!["feature_name"]));
    }

    private static Task CreateDefinitionAsync(DemoContext demo, string name, CancellationToken cancellationToken) =>
        demo.EnsureAsync("SageMaker.CreateDataQualityJobDefinition", new JsonObject
        {
            ["JobDefinitionName"] = name,
            ["RoleArn"] = demo.Role,
            ["DataQualityAppSpecification"] = new JsonObject { ["ImageUri"] = MonitorOutput.Image },
            ["DataQualityBaselineConfig"] = new JsonObject
            {
                ["ConstraintsResource"] = new JsonObject { ["S3Uri"] = demo.Uri(PipelineOutputs.BaselineConstraints) },
                ["StatisticsResource"] = new JsonObject { ["S3Uri"] = demo.Uri(PipelineOutputs.BaselineStatistics) },
            },
            ["DataQualityJobInput"] = new JsonObject
            {
                ["EndpointInput"] = new JsonObject { ["EndpointName"] = demo.Endpoint, ["LocalPath"] = "/opt/ml/processing/input/endpoint" },
            },
            ["DataQualityJobOutputConfig"] = new JsonObject
            {
                ["MonitoringOutputs"] = new JsonArray(new JsonObject
                {
                    ["S3Output"] = new JsonObject { ["S3Uri"] = demo.Uri("monitor"), ["LocalPath"] = "/opt/ml/processing/output", ["S3UploadMode"] = "EndOfJob" },
                }),
            },
            ["JobResources"] = new JsonObject
            {
                ["ClusterConfig"] = new JsonObject { ["InstanceCount"] = 1, ["InstanceType"] = "ml.m5.large", ["VolumeSizeInGB"] = 10 },
            },
        }, cancellationToken);

    /// <summary>Reports lie below the output's address, by endpoint, schedule and hour; the processing job knows where.</summary>
    private static async Task<string> ReportFolderAsync(DemoContext demo, JsonObject execution, CancellationToken cancellationToken)
    {
        var arn = (string)execution["ProcessingJobArn"]!;
        var job = await demo.Aws.CallAsync("SageMaker.DescribeProcessingJob", new JsonObject { ["ProcessingJobName"] = arn[(arn.LastIndexOf('/') + 1)..] }, cancellationToken);
        return ((string)job["ProcessingOutputConfig"]!["Outputs"]![0]!["S3Output"]!["S3Uri"]!).TrimEnd('/');
    }

    private static async Task<JsonObject?> FinishedAsync(DemoContext demo, string schedule, CancellationToken cancellationToken)
    {
        var page = await demo.Aws.CallAsync("SageMaker.ListMonitoringExecutions", new JsonObject { ["MonitoringScheduleName"] = schedule }, cancellationToken);
        return page["MonitoringExecutionSummaries"]?.AsArray().Select(execution => execution!.AsObject())
            .FirstOrDefault(execution => (string?)execution["MonitoringExecutionStatus"] is "Completed" or "CompletedWithViolations" or "Failed" or "Stopped");
    }
}

/// <summary>The monitor's image and what it writes.</summary>
internal static class MonitorOutput
{
    public const string Image = "159807026194.dkr.ecr.us-west-2.amazonaws.com/sagemaker-model-monitor-analyzer";
    public const string ViolationsFile = "constraint_violations.json";
}
