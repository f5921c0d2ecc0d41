using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>Records of a shard from an iterator on.</summary>
public sealed record GetRecordsRequest : IAwsRequest<GetRecordsResponse>
{
    public static string Target => "Kinesis_20131202.GetRecords";

    [Required] public string ShardIterator { get; init; } = null!;

    [Range(1, 10_000)] public int? Limit { get; init; }

    public string? StreamARN { get; init; }
}

public sealed record GetRecordsResponse
{
    public required IReadOnlyList<Record> Records { get; init; }

    public string? NextShardIterator { get; init; }

    public long MillisBehindLatest { get; init; }
}

/// <summary>A record as a consumer sees it.</summary>
public sealed record Record
{
    public required string SequenceNumber { get; init; }

    public DateTimeOffset? ApproximateArrivalTimestamp { get; init; }

    public required byte[] Data { get; init; }

    public required string PartitionKey { get; init; }
}
