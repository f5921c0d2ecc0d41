using System.Globalization;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Fairness.Domain;

/// <summary>The processing job of one run, as Model Monitor's containers expect it.</summary>
internal static class AnalysisJob
{
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
        Environment = AnalysisEnvironment.Of(plan, execution.ScheduleName, window, sources),
    };

    private static IEnumerable<ProcessingInput> Inputs(MonitoringPlan plan, AnalysisSources sources)
    {
        foreach (var input in Folders("endpoint_input", sources.Captured, JobFolders.Captured(plan))) yield return input;
        foreach (var input in Folders("ground_truth", sources.GroundTruth, JobFolders.GroundTruth)) yield return input;
        if (sources.StatisticsUri is { } statistics) yield return Input("baseline", statistics, JobFolders.Statistics);
        if (sources.ConstraintsUri is { } constraints) yield return Input("constraints", constraints, JobFolders.Constraints);
        if (plan.ConfigUri is { } config) yield return Input("analysis_config", config, JobFolders.Config);
    }

    private static IEnumerable<ProcessingInput> Folders(string name, IReadOnlyList<AnalysisFolder> folders, string local) =>
        folders.Select((folder, i) => Input(i == 0 ? name : $"{name}_{i}", folder.S3Uri, folder.RelativePath.Length == 0 ? local : $"{local}/{folder.RelativePath}"));

    private static ProcessingInput Input(string name, string s3Uri, string localPath) => new()
    {
        InputName = name,
        S3Input = new ProcessingS3Input { S3Uri = s3Uri, LocalPath = localPath, S3DataType = "S3Prefix", S3InputMode = "File" },
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
}
