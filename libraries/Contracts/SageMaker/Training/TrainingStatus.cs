namespace MlPlatform.Contracts.SageMaker;

/// <summary>The values of SecondaryStatus that this platform's training jobs pass through.</summary>
public static class SecondaryStatus
{
    public const string Starting = "Starting";
    public const string Downloading = "Downloading";
    public const string Training = "Training";
    public const string Uploading = "Uploading";
    public const string Stopping = "Stopping";
    public const string Stopped = "Stopped";
    public const string MaxRuntimeExceeded = "MaxRuntimeExceeded";
    public const string Completed = "Completed";
    public const string Failed = "Failed";
}

/// <summary>A step in a training job's life and when it began and ended.</summary>
public sealed record SecondaryStatusTransition
{
    public required string Status { get; init; }
    public required DateTimeOffset StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public required string StatusMessage { get; init; }
}

/// <summary>The last value of a metric.</summary>
public sealed record MetricData
{
    public required string MetricName { get; init; }
    public required double Value { get; init; }
    public required DateTimeOffset Timestamp { get; init; }
}

public sealed record ModelArtifacts
{
    public required string S3ModelArtifacts { get; init; }
}
