namespace MlPlatform.Fairness.Domain;

/// <summary>Where the job of a run finds its inputs.</summary>
internal static class JobFolders
{
    public const string Statistics = "/opt/ml/processing/baseline/stats";
    public const string Constraints = "/opt/ml/processing/baseline/constraints";
    public const string GroundTruth = "/opt/ml/processing/groundtruth";
    public const string Config = "/opt/ml/processing/input/config";

    public static string Captured(MonitoringPlan plan) => plan.Captured.LocalPath.TrimEnd('/');
}
