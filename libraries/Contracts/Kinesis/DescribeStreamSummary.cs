using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>A stream without its shards.</summary>
public sealed record DescribeStreamSummaryRequest : IAwsRequest<DescribeStreamSummaryResponse>
{
    public static string Target => "Kinesis_20131202.DescribeStreamSummary";

    [RegularExpression(Names.Stream)] public string? StreamName { get; init; }

    public string? StreamARN { get; init; }
}

public sealed record DescribeStreamSummaryResponse
{
    public required StreamDescriptionSummary StreamDescriptionSummary { get; init; }
}

/// <summary>A stream with the number of its shards.</summary>
public sealed record StreamDescriptionSummary
{
    public required string StreamName { get; init; }

    public required string StreamARN { get; init; }

    public required string StreamStatus { get; init; }

    public StreamModeDetails? StreamModeDetails { get; init; }

    public required int RetentionPeriodHours { get; init; }

    public required DateTimeOffset StreamCreationTimestamp { get; init; }

    public IReadOnlyList<EnhancedMetrics> EnhancedMonitoring { get; init; } = [];

    public string? EncryptionType { get; init; }

    public required int OpenShardCount { get; init; }

    public int ConsumerCount { get; init; }
}
