using System.Globalization;
using System.Text.Json.Nodes;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>The environment of the job of a run: Model Monitor's variables, and what the containers here need beyond them.</summary>
internal static class AnalysisEnvironment
{
    public static Dictionary<string, string> Of(MonitoringPlan plan, string scheduleName, AnalysisWindow window, AnalysisSources sources)
    {
        var captured = window.For(plan.Captured);
        var environment = new Dictionary<string, string>(plan.Environment ?? new Dictionary<string, string>())
        {
            ["dataset_format"] = DatasetFormat(plan.Input),
            ["dataset_source"] = JobFolders.Captured(plan),
            ["output_path"] = plan.Output.LocalPath,
            ["start_time"] = Time(captured.Start),
            ["end_time"] = Time(captured.End),
            ["sagemaker_monitoring_schedule_name"] = scheduleName,
        };
        environment.TryAdd("publish_cloudwatch_metrics", "Disabled");
        void Set(string name, string? value)
        {
            if (value is not null) environment[name] = value;
        }

        Set("sagemaker_endpoint_name", plan.EndpointName);
        Set("baseline_statistics", Below(JobFolders.Statistics, sources.StatisticsUri));
        Set("baseline_constraints", Below(JobFolders.Constraints, sources.ConstraintsUri));
        Set("analysis_type", AnalysisType(plan.Type));
        Set("problem_type", plan.ProblemType);
        Set("features_attribute", plan.Captured.FeaturesAttribute);
        Set("inference_attribute", plan.Captured.InferenceAttribute);
        Set("probability_attribute", plan.Captured.ProbabilityAttribute);
        Set("probability_threshold_attribute", plan.Captured.ProbabilityThresholdAttribute?.ToString("R", CultureInfo.InvariantCulture));
        Set("ground_truth_source", sources.GroundTruth.Count > 0 ? JobFolders.GroundTruth : null);
        return environment;
    }

    private static string? AnalysisType(string monitoringType) => monitoringType switch
    {
        MonitoringType.ModelQuality => "MODEL_QUALITY",
        MonitoringType.ModelBias => "MODEL_BIAS",
        MonitoringType.ModelExplainability => "MODEL_EXPLAINABILITY",
        _ => null,
    };

    private static string DatasetFormat(MonitoringInput input) => input.BatchTransformInput?.DatasetFormat switch
    {
        { Csv: { } csv } => new JsonObject { ["csv"] = new JsonObject { ["header"] = csv.Header ?? true } }.ToJsonString(),
        { Json: { } json } => new JsonObject { ["json"] = new JsonObject { ["line"] = json.Line ?? true } }.ToJsonString(),
        { } => throw new AnalysisException("Parquet data cannot be analysed."),
        null => new JsonObject { ["sagemakerCaptureJson"] = new JsonObject { ["captureIndexNames"] = new JsonArray("endpointInput", "endpointOutput") } }.ToJsonString(),
    };

    private static string? Below(string folder, string? s3Uri) => s3Uri is null ? null : $"{folder}/{s3Uri[(s3Uri.LastIndexOf('/') + 1)..]}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
