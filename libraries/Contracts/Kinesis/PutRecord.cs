using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>Puts one record.</summary>
public sealed record PutRecordRequest : IAwsRequest<PutRecordResponse>
{
    public static string Target => "Kinesis_20131202.PutRecord";

    [RegularExpression(Names.Stream)] public string? StreamName { get; init; }

    public string? StreamARN { get; init; }

    [Required, MaxLength(1_048_576)] public byte[] Data { get; init; } = null!;

    [Required, StringLength(256, MinimumLength = 1)] public string PartitionKey { get; init; } = null!;

    public string? ExplicitHashKey { get; init; }

    public string? SequenceNumberForOrdering { get; init; }
}

public sealed record PutRecordResponse
{
    public required string ShardId { get; init; }

    public required string SequenceNumber { get; init; }

    public string? EncryptionType { get; init; }
}
