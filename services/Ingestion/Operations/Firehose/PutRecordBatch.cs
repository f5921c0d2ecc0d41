using MlPlatform.Aws;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;

namespace MlPlatform.Ingestion.Operations.Firehose;

/// <summary>Puts up to 500 records, durable together.</summary>
internal sealed class PutRecordBatch(DeliveryCatalog deliveries, DirectPuts puts) : IOperation<PutRecordBatchRequest, PutRecordBatchResponse>
{
    private const int MaximumBytes = 4 * 1024 * 1024;

    public async Task<PutRecordBatchResponse> HandleAsync(PutRecordBatchRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.Records.Sum(record => (long)record.Data.Length) > MaximumBytes)
        {
            throw new AwsException(AwsErrorCode.InvalidArgument, $"Records size exceeds {MaximumBytes / (1024 * 1024)} MB limit");
        }

        var ids = await puts.PutAsync(deliveries.Require(request.DeliveryStreamName, context), request.Records);
        return new PutRecordBatchResponse
        {
            FailedPutCount = 0,
            Encrypted = false,
            RequestResponses = [.. ids.Select(id => new PutRecordBatchResponseEntry { RecordId = id })],
        };
    }
}
