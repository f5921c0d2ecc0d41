using MlPlatform.Aws;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;

namespace MlPlatform.Ingestion.Operations.Firehose;

/// <summary>A delivery stream and its destination.</summary>
internal sealed class DescribeDeliveryStream(DeliveryCatalog deliveries) : IOperation<DescribeDeliveryStreamRequest, DescribeDeliveryStreamResponse>
{
    private const string DestinationId = "destinationId-000000000001";

    public Task<DescribeDeliveryStreamResponse> HandleAsync(
        DescribeDeliveryStreamRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var stream = deliveries.Require(request.DeliveryStreamName, context);
        var record = stream.Record;
        return Task.FromResult(new DescribeDeliveryStreamResponse
        {
            DeliveryStreamDescription = new DeliveryStreamDescription
            {
                DeliveryStreamName = record.Name,
                DeliveryStreamARN = record.Arn,
                DeliveryStreamStatus = "ACTIVE",
                DeliveryStreamType = stream.Type,
                VersionId = record.VersionId,
                CreateTimestamp = record.Created,
                Source = record.Source is null ? null : new SourceDescription
                {
                    KinesisStreamSourceDescription = new KinesisStreamSourceDescription
                    {
                        KinesisStreamARN = record.Source.KinesisStreamARN,
                        RoleARN = record.Source.RoleARN,
                        DeliveryStartTimestamp = record.Created,
                    },
                },
                Destinations =
                [
                    new DestinationDescription
                    {
                        DestinationId = DestinationId,
                        S3DestinationDescription = DestinationRules.Reduce(record.Destination),
                        ExtendedS3DestinationDescription = record.IsPlainDestination ? null : record.Destination,
                    },
                ],
                HasMoreDestinations = false,
            },
        });
    }
}
