using System.Text;
using System.Text.Json;

namespace MlPlatform.Dapr.Conformance.Tests.State;

/// <summary>State over gRPC, through the client that services use.</summary>
internal sealed class GrpcStateDriver(DaprClient client) : IStateDriver
{
    private const string Store = "statestore";

    public async Task<bool> SaveAsync(string key, string json, string? etag = null, bool firstWrite = false, int? ttlSeconds = null)
    {
        var value = JsonSerializer.Deserialize<JsonElement>(json);
        var options = new StateOptions { Concurrency = firstWrite ? ConcurrencyMode.FirstWrite : ConcurrencyMode.LastWrite };
        var metadata = ttlSeconds is { } ttl ? new Dictionary<string, string> { ["ttlInSeconds"] = $"{ttl}" } : null;
        if (etag is not null || firstWrite)
        {
            return await client.TrySaveStateAsync(Store, key, value, etag ?? string.Empty, options, metadata);
        }

        await client.SaveStateAsync(Store, key, value, options, metadata);
        return true;
    }

    public async Task<(string? Json, string ETag)> GetAsync(string key)
    {
        var (value, etag) = await client.GetStateAndETagAsync<JsonElement?>(Store, key, ConsistencyMode.Strong);
        return (value?.GetRawText(), etag);
    }

    public async Task<bool> DeleteAsync(string key, string? etag = null)
    {
        if (etag is not null)
        {
            return await client.TryDeleteStateAsync(Store, key, etag);
        }

        await client.DeleteStateAsync(Store, key);
        return true;
    }

    public async Task<IReadOnlyDictionary<string, string?>> GetBulkAsync(params string[] keys)
        => (await client.GetBulkStateAsync(Store, keys, parallelism: 2)).ToDictionary(item => item.Key, item => item.Value.Length == 0 ? null : item.Value);

    public async Task<bool> TransactAsync(params (string Key, string? Json, string? ETag)[] operations)
    {
        try
        {
            await client.ExecuteStateTransactionAsync(Store, operations.Select(one => new StateTransactionRequest(
                one.Key,
                one.Json is null ? null : Encoding.UTF8.GetBytes(one.Json),
                one.Json is null ? StateOperationType.Delete : StateOperationType.Upsert,
                one.ETag)).ToList());
            return true;
        }
        catch (DaprException refused) when (refused.InnerException is Protocol.GrpcException { Status: Protocol.GrpcStatusCode.Aborted })
        {
            return false;
        }
    }

    public async Task<string> ReadFromUnknownStoreAsync()
        => (await Assert.ThrowsAsync<DaprException>(() => client.GetStateAsync<string>("nowhere", "k"))).Message;
}
