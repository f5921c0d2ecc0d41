using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Firehose;

/// <summary>Puts one record.</summary>
public sealed record PutRecordRequest : IAwsRequest<PutRecordResponse>
{
    public static string Target => "Firehose_20150804.PutRecord";

    [Required, RegularExpression(Shapes.Name)] public string DeliveryStreamName { get; init; } = null!;

    [Required] public DeliveryRecord Record { get; init; } = null!;
}

public sealed record PutRecordResponse
{
    public required string RecordId { get; init; }

    public bool? Encrypted { get; init; }
}
