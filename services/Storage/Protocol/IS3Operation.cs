namespace MlPlatform.Storage.Protocol;

/// <summary>One S3 operation: reads its request, does it, writes its answer.</summary>
internal interface IS3Operation
{
    Task HandleAsync(S3Request request, CancellationToken cancellationToken);
}
