using System.Globalization;

namespace MlPlatform.Jobs;

/// <summary>The sentences with which a failed job says whose fault it was: the algorithm's, the caller's or the platform's.</summary>
public static class FailureReasons
{
    private const int MaxLength = 1024;

    /// <summary>The reason for an outcome, or null for one that is no failure.</summary>
    public static string? For(JobOutcome outcome, JobFolder folder) => outcome.End switch
    {
        JobEnd.Failed => Algorithm(folder.FailureMessage ?? LastLine(folder, outcome), outcome.ExitCode ?? -1),
        JobEnd.OutOfMemory => Client("The job used more memory than it may: use less data at a time or a machine with more memory."),
        JobEnd.Lost => Internal("The job was killed from outside, again after every retry."),
        _ => null,
    };

    public static string Client(string message) => Cut($"ClientError: {message}", MaxLength);

    public static string Internal(string message) => Cut($"InternalServerError: {message}", MaxLength);

    private static string Algorithm(string message, int exitCode)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $", exit code: {exitCode}");
        return Cut($"AlgorithmError: {message.TrimEnd('.')}", MaxLength - code.Length) + code;
    }

    private static string LastLine(JobFolder folder, JobOutcome outcome) =>
        JobLog.Read(folder.Attempt(outcome.Attempt)).LastOrDefault(line => !string.IsNullOrWhiteSpace(line))
        ?? "The job said nothing about the cause";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
