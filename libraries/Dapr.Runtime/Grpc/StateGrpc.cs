using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;
using MlPlatform.Dapr.Runtime.Core.State;
using MlPlatform.Dapr.Runtime.Errors;
using Concurrency = MlPlatform.Dapr.Protocol.V1.StateOptions.Types.StateConcurrency;

namespace MlPlatform.Dapr.Runtime.Grpc;

/// <summary>State over gRPC.</summary>
internal static class StateGrpc
{
    public static void MapStateGrpc(this IEndpointRouteBuilder endpoints, StateBlock state)
    {
        endpoints.Map(DaprMethods.GetState, (request, app, _) => Task.FromResult(Get(request, app, state)));
        endpoints.Map(DaprMethods.GetBulkState, (request, app, _) => Task.FromResult(GetBulk(request, app, state)));
        endpoints.Map(DaprMethods.SaveState, async (request, app, call) =>
        {
            var operations = request.States.Select(item => Operation(StateOperationKind.Upsert, item)).ToList();
            await state.SaveAsync(app.AppId, request.StoreName, operations, call.CancellationToken).ConfigureAwait(false);
            return new Empty();
        });
        endpoints.Map(DaprMethods.DeleteState, async (request, app, call) =>
        {
            await state.DeleteAsync(app.AppId, request.StoreName, [Deletion(request)], call.CancellationToken).ConfigureAwait(false);
            return new Empty();
        });
        endpoints.Map(DaprMethods.DeleteBulkState, async (request, app, call) =>
        {
            var operations = request.States.Select(item => Operation(StateOperationKind.Delete, item)).ToList();
            await state.DeleteAsync(app.AppId, request.StoreName, operations, call.CancellationToken).ConfigureAwait(false);
            return new Empty();
        });
        endpoints.Map(DaprMethods.ExecuteStateTransaction, async (request, app, call) =>
        {
            var operations = request.Operations.Select(operation => Operation(Kind(operation), operation.Request)).ToList();
            await state.TransactAsync(app.AppId, request.StoreName, operations, call.CancellationToken).ConfigureAwait(false);
            return new Empty();
        });
    }

    private static GetStateResponse Get(GetStateRequest request, DaprApp app, StateBlock state)
    {
        var entry = state.Get(app.AppId, request.StoreName, request.Key);
        if (entry is null) return new GetStateResponse();
        var response = new GetStateResponse { Data = UnsafeByteOperations.UnsafeWrap(entry.Value), Etag = entry.ETag };
        if (entry.Expires is { } expires) response.Metadata["ttlExpireTime"] = expires.ToString("O");
        return response;
    }

    private static GetBulkStateResponse GetBulk(GetBulkStateRequest request, DaprApp app, StateBlock state)
    {
        var response = new GetBulkStateResponse();
        foreach (var (key, entry) in state.GetBulk(app.AppId, request.StoreName, request.Keys))
        {
            var item = new BulkStateItem { Key = key };
            if (entry is not null) (item.Data, item.Etag) = (UnsafeByteOperations.UnsafeWrap(entry.Value), entry.ETag);
            response.Items.Add(item);
        }

        return response;
    }

    private static StateOperation Deletion(DeleteStateRequest request) => new(StateOperationKind.Delete, request.Key, [])
    {
        ETag = request.Etag?.Value,
        Concurrency = ConcurrencyOf(request.Options),
        Metadata = request.Metadata.AsReadOnly(),
    };

    private static StateOperation Operation(StateOperationKind kind, StateItem item) => new(kind, item.Key, item.Value.ToByteArray())
    {
        ETag = item.Etag?.Value,
        Concurrency = ConcurrencyOf(item.Options),
        Metadata = item.Metadata.AsReadOnly(),
    };

    private static StateConcurrency ConcurrencyOf(StateOptions? options) =>
        options?.Concurrency == Concurrency.ConcurrencyFirstWrite ? StateConcurrency.FirstWrite : StateConcurrency.LastWrite;

    private static StateOperationKind Kind(TransactionalStateOperation operation) => operation.OperationType switch
    {
        "upsert" => StateOperationKind.Upsert,
        "delete" => StateOperationKind.Delete,
        var other => throw RuntimeErrors.StateOperationNotSupported.With($"operation type {other} not supported"),
    };
}
