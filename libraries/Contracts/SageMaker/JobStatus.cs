namespace MlPlatform.Contracts.SageMaker;

/// <summary>The values of JobStatus members: training, processing, tuning.</summary>
public static class JobStatus
{
    public const string InProgress = "InProgress";
    public const string Completed = "Completed";
    public const string Failed = "Failed";
    public const string Stopping = "Stopping";
    public const string Stopped = "Stopped";

    public static bool IsFinal(string status) => status is Completed or Failed or Stopped;
}
