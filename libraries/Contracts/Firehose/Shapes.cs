using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Firehose;

/// <summary>What the operations of Firehose share.</summary>
public static class Shapes
{
    /// <summary>A delivery stream's name.</summary>
    public const string Name = "^[a-zA-Z0-9_.-]{1,64}$";
}

/// <summary>A record to deliver.</summary>
public sealed record DeliveryRecord
{
    [Required, MaxLength(1_024_000)] public byte[] Data { get; init; } = null!;
}

/// <summary>When a buffer ends: at a size before compression or after a time, whichever is first.</summary>
public sealed record BufferingHints
{
    [Range(1, 128)] public int? SizeInMBs { get; init; }

    [Range(0, 900)] public int? IntervalInSeconds { get; init; }
}

/// <summary>Encryption of the objects; only that there is none is supported.</summary>
public sealed record EncryptionConfiguration
{
    public string? NoEncryptionConfig { get; init; }
}

/// <summary>Where delivery errors are logged.</summary>
public sealed record CloudWatchLoggingOptions
{
    public bool? Enabled { get; init; }

    public string? LogGroupName { get; init; }

    public string? LogStreamName { get; init; }
}
