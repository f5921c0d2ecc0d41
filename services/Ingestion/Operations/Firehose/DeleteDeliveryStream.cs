using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;

namespace MlPlatform.Ingestion.Operations.Firehose;

/// <summary>Deletes a delivery stream with what it has not delivered.</summary>
internal sealed class DeleteDeliveryStream(DeliveryCatalog deliveries, DeliveryService service) : IOperation<DeleteDeliveryStreamRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(DeleteDeliveryStreamRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var stream = deliveries.Require(request.DeliveryStreamName, context);
        await service.StopAsync(stream, cancellationToken);
        await deliveries.DeleteAsync(stream, cancellationToken);
        return EmptyResponse.Value;
    }
}
