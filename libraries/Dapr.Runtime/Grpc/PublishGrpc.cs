using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;
using MlPlatform.Dapr.Runtime.Core.PubSub;

namespace MlPlatform.Dapr.Runtime.Grpc;

/// <summary>Publishing over gRPC.</summary>
internal static class PublishGrpc
{
    public static void MapPublishGrpc(this IEndpointRouteBuilder endpoints, PublishBlock publish)
    {
        endpoints.Map(DaprMethods.PublishEvent, async (request, app, call) =>
        {
            var published = new PublishedEvent(app.AppId, request.PubsubName, request.Topic, request.Data.ToByteArray())
            {
                ContentType = request.DataContentType,
                Metadata = request.Metadata.AsReadOnly(),
                TraceParent = call.Header("traceparent"),
                TraceState = call.Header("tracestate"),
            };
            await publish.PublishAsync(published, call.CancellationToken).ConfigureAwait(false);
            return new Empty();
        });
        endpoints.Map(DaprMethods.BulkPublishEvent, (request, app, call) => BulkAsync(request, app, call, publish));
        endpoints.Map(DaprMethods.BulkPublishEventAlpha1, (request, app, call) => BulkAsync(request, app, call, publish));
    }

    private static async Task<BulkPublishResponse> BulkAsync(BulkPublishRequest request, DaprApp app, GrpcServerCall call, PublishBlock publish)
    {
        var events = request.Entries.Select(entry => Event(request, entry, app, call)).ToList();
        await publish.PublishBulkAsync(app.AppId, request.PubsubName, request.Topic, events, call.CancellationToken).ConfigureAwait(false);
        return new BulkPublishResponse();
    }

    private static PublishedEvent Event(BulkPublishRequest request, BulkPublishRequestEntry entry, DaprApp app, GrpcServerCall call)
    {
        var metadata = new Dictionary<string, string>(request.Metadata, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in entry.Metadata) metadata[name] = value;
        return new PublishedEvent(app.AppId, request.PubsubName, request.Topic, entry.Event.ToByteArray())
        {
            ContentType = entry.ContentType,
            Metadata = metadata,
            TraceParent = call.Header("traceparent"),
        };
    }
}
