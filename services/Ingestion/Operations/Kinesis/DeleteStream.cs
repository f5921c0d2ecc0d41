using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>Deletes a stream with its records.</summary>
internal sealed class DeleteStream(StreamCatalog streams) : IOperation<DeleteStreamRequest, EmptyResponse>
{
    public async Task<EmptyResponse> HandleAsync(DeleteStreamRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        await streams.DeleteAsync(streams.Require(request.StreamName, request.StreamARN, context), cancellationToken);
        return EmptyResponse.Value;
    }
}
