using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>The streams of an account and region, by name.</summary>
public sealed record ListStreamsRequest : IAwsRequest<ListStreamsResponse>
{
    public static string Target => "Kinesis_20131202.ListStreams";

    [Range(1, 10_000)] public int? Limit { get; init; }

    public string? ExclusiveStartStreamName { get; init; }

    public string? NextToken { get; init; }
}

public sealed record ListStreamsResponse
{
    public required IReadOnlyList<string> StreamNames { get; init; }

    public required bool HasMoreStreams { get; init; }

    public string? NextToken { get; init; }

    public IReadOnlyList<StreamSummary>? StreamSummaries { get; init; }
}

/// <summary>A stream in a list.</summary>
public sealed record StreamSummary
{
    public required string StreamName { get; init; }

    public required string StreamARN { get; init; }

    public required string StreamStatus { get; init; }

    public StreamModeDetails? StreamModeDetails { get; init; }

    public DateTimeOffset? StreamCreationTimestamp { get; init; }
}
