using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>Puts up to 500 records; the answer is in the order of the request.</summary>
public sealed record PutRecordsRequest : IAwsRequest<PutRecordsResponse>
{
    public static string Target => "Kinesis_20131202.PutRecords";

    [RegularExpression(Names.Stream)] public string? StreamName { get; init; }

    public string? StreamARN { get; init; }

    [Required, MinLength(1), MaxLength(500)] public IReadOnlyList<PutRecordsRequestEntry> Records { get; init; } = null!;
}

/// <summary>One record to put.</summary>
public sealed record PutRecordsRequestEntry
{
    [Required, MaxLength(1_048_576)] public byte[] Data { get; init; } = null!;

    [Required, StringLength(256, MinimumLength = 1)] public string PartitionKey { get; init; } = null!;

    public string? ExplicitHashKey { get; init; }
}

public sealed record PutRecordsResponse
{
    public int FailedRecordCount { get; init; }

    public required IReadOnlyList<PutRecordsResultEntry> Records { get; init; }

    public string? EncryptionType { get; init; }
}

/// <summary>What became of one record: a sequence number and a shard, or an error.</summary>
public sealed record PutRecordsResultEntry
{
    public string? SequenceNumber { get; init; }

    public string? ShardId { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }
}
