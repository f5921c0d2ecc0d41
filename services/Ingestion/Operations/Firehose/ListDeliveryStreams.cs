using MlPlatform.Aws;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;

namespace MlPlatform.Ingestion.Operations.Firehose;

/// <summary>The caller's delivery streams by name.</summary>
internal sealed class ListDeliveryStreams(DeliveryCatalog deliveries) : IOperation<ListDeliveryStreamsRequest, ListDeliveryStreamsResponse>
{
    private const int DefaultLimit = 10;

    public Task<ListDeliveryStreamsResponse> HandleAsync(
        ListDeliveryStreamsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? DefaultLimit;
        var after = request.ExclusiveStartDeliveryStreamName ?? "";
        var names = deliveries.OfCaller(context)
            .Where(stream => request.DeliveryStreamType is null || stream.Type == request.DeliveryStreamType)
            .Select(stream => stream.Record.Name)
            .Where(name => string.CompareOrdinal(name, after) > 0)
            .Take(limit + 1).ToList();
        return Task.FromResult(new ListDeliveryStreamsResponse
        {
            DeliveryStreamNames = [.. names.Take(limit)],
            HasMoreDeliveryStreams = names.Count > limit,
        });
    }
}
