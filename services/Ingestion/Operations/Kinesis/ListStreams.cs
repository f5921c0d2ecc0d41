using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>The caller's streams by name; the next token is the last name of the page.</summary>
internal sealed class ListStreams(StreamCatalog streams) : IOperation<ListStreamsRequest, ListStreamsResponse>
{
    private const int DefaultLimit = 100;

    public Task<ListStreamsResponse> HandleAsync(ListStreamsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? DefaultLimit;
        var after = request.NextToken ?? request.ExclusiveStartStreamName ?? "";
        var found = streams.OfCaller(context).Where(stream => string.CompareOrdinal(stream.Record.Name, after) > 0).Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        return Task.FromResult(new ListStreamsResponse
        {
            StreamNames = [.. page.Select(stream => stream.Record.Name)],
            HasMoreStreams = found.Count > limit,
            NextToken = found.Count > limit ? page[^1].Record.Name : null,
            StreamSummaries = [.. page.Select(Summarize)],
        });
    }

    private static StreamSummary Summarize(KinesisStream stream) => new()
    {
        StreamName = stream.Record.Name,
        StreamARN = stream.Record.Arn,
        StreamStatus = KinesisStream.Active,
        StreamModeDetails = stream.ModeDetails,
        StreamCreationTimestamp = stream.Record.Created,
    };
}
