namespace MlPlatform.Fairness.Domain;

/// <summary>When a schedule is in alert: so many of its latest runs found violations. A run that failed or was stopped says nothing and does not count.</summary>
internal sealed record AlertRule
{
    public int DatapointsToAlert { get; init; } = 1;

    public int EvaluationPeriod { get; init; } = 1;

    /// <summary>When the rule was last changed; null for the rule that a schedule begins with.</summary>
    public DateTimeOffset? LastModifiedTime { get; init; }

    /// <summary>The status after the latest run.</summary>
    /// <param name="latest">The statuses of the schedule's runs, the latest first.</param>
    public string StatusOf(IEnumerable<string> latest)
    {
        var datapoints = latest.Where(status => status is ExecutionStatus.Completed or ExecutionStatus.CompletedWithViolations).Take(EvaluationPeriod);
        return datapoints.Count(status => status == ExecutionStatus.CompletedWithViolations) >= DatapointsToAlert ? AlertStatus.InAlert : AlertStatus.Ok;
    }
}

/// <summary>The values of MonitoringAlertStatus.</summary>
internal static class AlertStatus
{
    public const string InAlert = "InAlert";
    public const string Ok = "OK";
}
