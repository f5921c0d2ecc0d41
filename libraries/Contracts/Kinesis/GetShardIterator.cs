using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>A place in a shard to read from.</summary>
public sealed record GetShardIteratorRequest : IAwsRequest<GetShardIteratorResponse>
{
    public static string Target => "Kinesis_20131202.GetShardIterator";

    [RegularExpression(Names.Stream)] public string? StreamName { get; init; }

    public string? StreamARN { get; init; }

    [Required] public string ShardId { get; init; } = null!;

    [Required]
    [AllowedValues("AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP")]
    public string ShardIteratorType { get; init; } = null!;

    public string? StartingSequenceNumber { get; init; }

    public DateTimeOffset? Timestamp { get; init; }
}

public sealed record GetShardIteratorResponse
{
    public required string ShardIterator { get; init; }
}
