using Google.Protobuf;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;
using Wire = MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr;

/// <summary>The state building block over gRPC.</summary>
internal sealed class StateClient(Sidecar sidecar)
{
    public async Task<(ByteString Data, string ETag)> GetAsync(
        string storeName, string key, ConsistencyMode? consistency, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var request = new GetStateRequest { StoreName = storeName, Key = key, Consistency = Consistency(consistency) };
        request.Metadata.AddAll(metadata);
        var response = await sidecar.CallAsync(DaprMethods.GetState, request, "Reading state", cancellationToken).ConfigureAwait(false);
        return (response.Data, response.Etag);
    }

    public async Task<IEnumerable<Wire.BulkStateItem>> GetBulkAsync(
        string storeName, IReadOnlyList<string> keys, int? parallelism, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        var request = new GetBulkStateRequest { StoreName = storeName, Parallelism = parallelism ?? 0 };
        request.Keys.Add(keys);
        request.Metadata.AddAll(metadata);
        var response = await sidecar.CallAsync(DaprMethods.GetBulkState, request, "Reading state", cancellationToken).ConfigureAwait(false);
        var failed = response.Items.FirstOrDefault(item => item.Error.Length > 0);
        return failed is null ? response.Items : throw new DaprException($"Reading the key '{failed.Key}' failed: {failed.Error}");
    }

    public Task SaveAsync(string storeName, IEnumerable<StateItem> items, CancellationToken cancellationToken)
        => sidecar.CallAsync(DaprMethods.SaveState, SaveRequest(storeName, items), "Saving state", cancellationToken);

    public Task<bool> TrySaveAsync(string storeName, StateItem item, CancellationToken cancellationToken)
        => TryAsync(sidecar.Grpc.CallAsync(DaprMethods.SaveState, SaveRequest(storeName, [item]), cancellationToken), "Saving state");

    public Task DeleteAsync(string storeName, StateItem item, CancellationToken cancellationToken)
        => sidecar.CallAsync(DaprMethods.DeleteState, DeleteRequest(storeName, item), "Deleting state", cancellationToken);

    public Task<bool> TryDeleteAsync(string storeName, StateItem item, CancellationToken cancellationToken)
        => TryAsync(sidecar.Grpc.CallAsync(DaprMethods.DeleteState, DeleteRequest(storeName, item), cancellationToken), "Deleting state");

    public Task DeleteBulkAsync(string storeName, IEnumerable<StateItem> items, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        var request = new DeleteBulkStateRequest { StoreName = storeName };
        request.States.Add(items);
        return sidecar.CallAsync(DaprMethods.DeleteBulkState, request, "Deleting state", cancellationToken);
    }

    public Task ExecuteAsync(
        string storeName,
        IReadOnlyList<StateTransactionRequest> operations,
        IReadOnlyDictionary<string, string>? metadata,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        ArgumentNullException.ThrowIfNull(operations);
        var request = new ExecuteStateTransactionRequest { StoreName = storeName };
        request.Metadata.AddAll(metadata);
        request.Operations.Add(operations.Select(static operation => new TransactionalStateOperation
        {
            OperationType = operation.OperationType == StateOperationType.Delete ? "delete" : "upsert",
            Request = Item(operation.Key, ByteString.CopyFrom(operation.Value ?? []), operation.ETag, operation.Options, operation.Metadata),
        }));
        return sidecar.CallAsync(DaprMethods.ExecuteStateTransaction, request, "The state transaction", cancellationToken);
    }

    public static StateItem Item(
        string key, ByteString value, string? etag, StateOptions? options, IReadOnlyDictionary<string, string>? metadata)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var item = new StateItem { Key = key, Value = value };
        item.Metadata.AddAll(metadata);
        if (etag is not null)
        {
            item.Etag = new Etag { Value = etag };
        }

        if (options is not null)
        {
            item.Options = new Wire.StateOptions { Consistency = Consistency(options.Consistency), Concurrency = Concurrency(options.Concurrency) };
        }

        return item;
    }

    private static SaveStateRequest SaveRequest(string storeName, IEnumerable<StateItem> items)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        var request = new SaveStateRequest { StoreName = storeName };
        request.States.Add(items);
        return request;
    }

    private static DeleteStateRequest DeleteRequest(string storeName, StateItem item)
    {
        ArgumentException.ThrowIfNullOrEmpty(storeName);
        var request = new DeleteStateRequest { StoreName = storeName, Key = item.Key, Etag = item.Etag, Options = item.Options };
        request.Metadata.Add(item.Metadata);
        return request;
    }

    /// <summary>False when the entity tag did not match, which the sidecar says with ABORTED.</summary>
    private static async Task<bool> TryAsync<T>(Task<T> call, string operation)
    {
        try
        {
            await call.ConfigureAwait(false);
            return true;
        }
        catch (GrpcException refused) when (refused.Status == GrpcStatusCode.Aborted)
        {
            return false;
        }
        catch (GrpcException refused)
        {
            throw new DaprException($"{operation} failed: {refused.Message}", refused);
        }
    }

    private static Wire.StateOptions.Types.StateConsistency Consistency(ConsistencyMode? mode) => mode switch
    {
        ConsistencyMode.Eventual => Wire.StateOptions.Types.StateConsistency.ConsistencyEventual,
        ConsistencyMode.Strong => Wire.StateOptions.Types.StateConsistency.ConsistencyStrong,
        _ => Wire.StateOptions.Types.StateConsistency.ConsistencyUnspecified,
    };

    private static Wire.StateOptions.Types.StateConcurrency Concurrency(ConcurrencyMode? mode) => mode switch
    {
        ConcurrencyMode.FirstWrite => Wire.StateOptions.Types.StateConcurrency.ConcurrencyFirstWrite,
        ConcurrencyMode.LastWrite => Wire.StateOptions.Types.StateConcurrency.ConcurrencyLastWrite,
        _ => Wire.StateOptions.Types.StateConcurrency.ConcurrencyUnspecified,
    };
}
