using System.Globalization;
using System.Text.Json.Nodes;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>The processing job of one run, as Model Monitor's containers expect it.</summary>
internal static class AnalysisJob
{
    private const string BaselineFolder = "/opt/ml/processing/baseline";
    private const string OutputName = "monitoring-output";
    private const int DefaultRuntimeSeconds = 3600;

    public static CreateProcessingJobRequest Create(MonitoringPlan plan, MonitoringExecution execution, AnalysisWindow window, AnalysisSources sources) => new()
    {
        ProcessingJobName = AnalysisNames.ProcessingJob(execution),
        AppSpecification = plan.Application,
        ProcessingResources = plan.Resources,
        RoleArn = plan.RoleArn,
        NetworkConfig = plan.NetworkConfig,
        StoppingCondition = new ProcessingStoppingCondition { MaxRuntimeInSeconds = plan.MaxRuntimeInSeconds ?? DefaultRuntimeSeconds },
        ProcessingInputs = [.. Inputs(plan, sources)],
        ProcessingOutputConfig = new ProcessingOutputConfig
        {
            Outputs =
            [
                new ProcessingOutput
                {
                    OutputName = OutputName,
                    S3Output = new ProcessingS3Output { S3Uri = OutputUri(plan, execution), LocalPath = plan.Output.LocalPath, S3UploadMode = plan.Output.S3UploadMode ?? "EndOfJob" },
                },
            ],
        },
        Environment = Environment(plan, execution, window, sources),
    };

    private static IEnumerable<ProcessingInput> Inputs(MonitoringPlan plan, AnalysisSources sources)
    {
        var local = LocalPath(plan);
        for (var i = 0; i < sources.Folders.Count; i++)
        {
            var folder = sources.Folders[i];
            yield return Input(i == 0 ? "endpoint_input" : $"endpoint_input_{i}", folder.S3Uri, folder.RelativePath.Length == 0 ? local : $"{local}/{folder.RelativePath}");
        }

        if (sources.StatisticsUri is { } statistics) yield return Input("baseline", statistics, $"{BaselineFolder}/stats");
        if (sources.ConstraintsUri is { } constraints) yield return Input("constraints", constraints, $"{BaselineFolder}/constraints");
    }

    private static ProcessingInput Input(string name, string s3Uri, string localPath) => new()
    {
        InputName = name,
        S3Input = new ProcessingS3Input { S3Uri = s3Uri, LocalPath = localPath, S3DataType = "S3Prefix", S3InputMode = "File" },
    };

    private static Dictionary<string, string> Environment(MonitoringPlan plan, MonitoringExecution execution, AnalysisWindow window, AnalysisSources sources)
    {
        var environment = new Dictionary<string, string>(plan.Environment ?? new Dictionary<string, string>())
        {
            ["dataset_format"] = DatasetFormat(plan.Input),
            ["dataset_source"] = LocalPath(plan),
            ["output_path"] = plan.Output.LocalPath,
            ["start_time"] = Time(window.Start),
            ["end_time"] = Time(window.End),
            ["sagemaker_monitoring_schedule_name"] = execution.ScheduleName,
        };
        environment.TryAdd("publish_cloudwatch_metrics", "Disabled");
        if (plan.EndpointName is { } endpoint) environment["sagemaker_endpoint_name"] = endpoint;
        if (sources.StatisticsUri is { } statistics) environment["baseline_statistics"] = $"{BaselineFolder}/stats/{FileName(statistics)}";
        if (sources.ConstraintsUri is { } constraints) environment["baseline_constraints"] = $"{BaselineFolder}/constraints/{FileName(constraints)}";
        return environment;
    }

    private static string DatasetFormat(MonitoringInput input) => input.BatchTransformInput?.DatasetFormat switch
    {
        { Csv: { } csv } => new JsonObject { ["csv"] = new JsonObject { ["header"] = csv.Header ?? true } }.ToJsonString(),
        { Json: { } json } => new JsonObject { ["json"] = new JsonObject { ["line"] = json.Line ?? true } }.ToJsonString(),
        { } => throw new AnalysisException("Parquet data cannot be analysed."),
        null => new JsonObject { ["sagemakerCaptureJson"] = new JsonObject { ["captureIndexNames"] = new JsonArray("endpointInput", "endpointOutput") } }.ToJsonString(),
    };

    /// <summary>Reports lie by hour, as SageMaker lays them out; a run off the hour adds its minute and second.</summary>
    private static string OutputUri(MonitoringPlan plan, MonitoringExecution execution)
    {
        var time = execution.ScheduledTime.UtcDateTime;
        var hour = time.ToString("yyyy/MM/dd/HH", CultureInfo.InvariantCulture);
        var rest = time is { Minute: 0, Second: 0 } ? "" : "/" + time.ToString("mm-ss", CultureInfo.InvariantCulture);
        var subject = plan.EndpointName is { } endpoint ? $"{endpoint}/" : "";
        return $"{plan.Output.S3Uri.TrimEnd('/')}/{subject}{execution.ScheduleName}/{hour}{rest}";
    }

    private static string LocalPath(MonitoringPlan plan) => (plan.Input.EndpointInput?.LocalPath ?? plan.Input.BatchTransformInput!.LocalPath).TrimEnd('/');

    private static string FileName(string s3Uri) => s3Uri[(s3Uri.LastIndexOf('/') + 1)..];

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
