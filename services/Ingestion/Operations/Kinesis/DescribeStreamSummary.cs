using MlPlatform.Aws;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>A stream without its shards.</summary>
internal sealed class DescribeStreamSummary(StreamCatalog streams) : IOperation<DescribeStreamSummaryRequest, DescribeStreamSummaryResponse>
{
    public Task<DescribeStreamSummaryResponse> HandleAsync(
        DescribeStreamSummaryRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var stream = streams.Require(request.StreamName, request.StreamARN, context);
        return Task.FromResult(new DescribeStreamSummaryResponse
        {
            StreamDescriptionSummary = new StreamDescriptionSummary
            {
                StreamName = stream.Record.Name,
                StreamARN = stream.Record.Arn,
                StreamStatus = KinesisStream.Active,
                StreamModeDetails = stream.ModeDetails,
                RetentionPeriodHours = stream.Record.RetentionHours,
                StreamCreationTimestamp = stream.Record.Created,
                EnhancedMonitoring = [new EnhancedMetrics()],
                EncryptionType = KinesisStream.NoEncryption,
                OpenShardCount = stream.Shards.Count,
            },
        });
    }
}
