using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Kinesis;

/// <summary>Deletes a stream and its records.</summary>
public sealed record DeleteStreamRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "Kinesis_20131202.DeleteStream";

    [RegularExpression(Names.Stream)] public string? StreamName { get; init; }

    public string? StreamARN { get; init; }

    public bool? EnforceConsumerDeletion { get; init; }
}
