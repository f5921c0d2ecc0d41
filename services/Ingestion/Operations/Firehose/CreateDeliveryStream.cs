using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Firehose;

/// <summary>Makes a delivery stream; it takes and reads records when the answer arrives.</summary>
internal sealed class CreateDeliveryStream(DeliveryCatalog deliveries, DeliveryService service, StreamCatalog streams, TimeProvider time)
    : IOperation<CreateDeliveryStreamRequest, CreateDeliveryStreamResponse>
{
    public async Task<CreateDeliveryStreamResponse> HandleAsync(
        CreateDeliveryStreamRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var record = new DeliveryStreamRecord
        {
            Name = request.DeliveryStreamName,
            Arn = Arn.Firehose(context.Region, context.AccountId, request.DeliveryStreamName),
            Folder = Guid.NewGuid().ToString("N"),
            Created = time.GetUtcNow(),
            Source = Source(request, context),
            Destination = DestinationRules.Complete(request.ExtendedS3DestinationConfiguration, request.S3DestinationConfiguration),
            IsPlainDestination = request.S3DestinationConfiguration is not null,
            Starts = new Dictionary<string, long>(),
        };
        var starts = service.SourcesOf(record, null).ToDictionary(source => source.Name, source => source.Log.DurableNext);
        service.Start(await deliveries.CreateAsync(record with { Starts = starts }, cancellationToken));
        return new CreateDeliveryStreamResponse { DeliveryStreamARN = record.Arn };
    }

    private KinesisStreamSourceConfiguration? Source(CreateDeliveryStreamRequest request, OperationContext context)
    {
        var source = request.KinesisStreamSourceConfiguration;
        var reads = request.DeliveryStreamType == DeliveryStream.KinesisStreamAsSource;
        if (reads != source is not null)
        {
            throw new AwsException(AwsErrorCode.InvalidArgument, "KinesisStreamSourceConfiguration belongs to DeliveryStreamType KinesisStreamAsSource, and to no other.");
        }

        if (source is not null) streams.Require(null, source.KinesisStreamARN, context);
        return source;
    }
}
