namespace MlPlatform.Ingestion.Logs;

/// <summary>Acknowledged records of a log are not as they were written.</summary>
internal sealed class LogDamagedException(string file, long offset, string what)
    : Exception($"The log file {file} is damaged at byte {offset}: {what} Restore the file, or delete the stream's folder and lose its records.")
{
    public string File { get; } = file;

    public long Offset { get; } = offset;
}
