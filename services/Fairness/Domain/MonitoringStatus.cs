namespace MlPlatform.Fairness.Domain;

/// <summary>The values of MonitoringScheduleStatus.</summary>
internal static class ScheduleStatus
{
    public const string Scheduled = "Scheduled";
    public const string Stopped = "Stopped";
}

/// <summary>The values of MonitoringExecutionStatus.</summary>
internal static class ExecutionStatus
{
    public const string Pending = "Pending";
    public const string InProgress = "InProgress";
    public const string Completed = "Completed";
    public const string CompletedWithViolations = "CompletedWithViolations";
    public const string Failed = "Failed";
    public const string Stopped = "Stopped";

    public static bool IsFinal(string status) => status is not (Pending or InProgress);
}
