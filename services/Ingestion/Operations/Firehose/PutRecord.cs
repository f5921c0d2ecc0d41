using MlPlatform.Aws;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;

namespace MlPlatform.Ingestion.Operations.Firehose;

/// <summary>Puts one record, to be delivered with others.</summary>
internal sealed class PutRecord(DeliveryCatalog deliveries, DirectPuts puts) : IOperation<PutRecordRequest, PutRecordResponse>
{
    public async Task<PutRecordResponse> HandleAsync(PutRecordRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var ids = await puts.PutAsync(deliveries.Require(request.DeliveryStreamName, context), [request.Record]);
        return new PutRecordResponse { RecordId = ids[0], Encrypted = false };
    }
}
