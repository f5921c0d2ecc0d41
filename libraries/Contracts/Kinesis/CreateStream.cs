using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>Makes a stream.</summary>
public sealed record CreateStreamRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "Kinesis_20131202.CreateStream";

    [Required, RegularExpression(Names.Stream)] public string StreamName { get; init; } = null!;

    [Range(1, int.MaxValue)] public int? ShardCount { get; init; }

    public StreamModeDetails? StreamModeDetails { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
