namespace MlPlatform.Jobs.Container.Captures;

/// <summary>How a monitoring job says how it ended; the service that started it reads the first word.</summary>
public static class MonitoringOutcome
{
    /// <param name="violations">How many constraints are broken; null where a baseline was suggested instead.</param>
    public static string Message(int? violations) => violations switch
    {
        null => "Completed: Job completed successfully; statistics and constraints are suggested.",
        0 => "Completed: Job completed successfully with no violations.",
        _ => $"CompletedWithViolations: Job completed successfully with {violations} violations.",
    };
}
