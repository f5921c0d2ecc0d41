using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Fairness.Domain;

/// <summary>Names that follow from what they name, so that a repeated step finds what it made before.</summary>
internal static class AnalysisNames
{
    private const string JobPrefix = "model-monitoring-";

    public static string Execution(MonitoringSchedule schedule, DateTimeOffset scheduledTime) =>
        $"{schedule.InstanceId}-{scheduledTime.ToUnixTimeMilliseconds()}";

    /// <summary>At most 63 characters: the prefix, the time, and a digest of the execution's id.</summary>
    public static string ProcessingJob(MonitoringExecution execution)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(execution.Id)))[..16];
        return string.Create(CultureInfo.InvariantCulture, $"{JobPrefix}{execution.ScheduledTime.UtcDateTime:yyyyMMddHHmm}-{digest}");
    }

    public static bool IsProcessingJob(string name) => name.StartsWith(JobPrefix, StringComparison.Ordinal);
}
