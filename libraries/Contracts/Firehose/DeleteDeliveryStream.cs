using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.Firehose;

/// <summary>Deletes a delivery stream with what it has not delivered.</summary>
public sealed record DeleteDeliveryStreamRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "Firehose_20150804.DeleteDeliveryStream";

    [Required, RegularExpression(Shapes.Name)] public string DeliveryStreamName { get; init; } = null!;

    public bool? AllowForceDelete { get; init; }
}
