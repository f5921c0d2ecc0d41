using System.Security.Cryptography;
using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Resources;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.State;

/// <summary>The state building block: keys with ETags, time to live and transactions. A change is durable when its task completes.</summary>
internal sealed class StateBlock(Database database, ResourceSet resources, TimeProvider time)
{
    private const int ETagBytes = 8;

    /// <summary>Reads one key; null where it is absent or has expired.</summary>
    public StateEntry? Get(string appId, string storeName, string key)
    {
        var store = Store(appId, storeName);
        var stored = StateKeys.Stored(store, appId, key);
        return database.Read(session => Find(session, store.Name, stored));
    }

    /// <summary>Reads several keys at one moment.</summary>
    public IReadOnlyList<(string Key, StateEntry? Entry)> GetBulk(string appId, string storeName, IReadOnlyList<string> keys)
    {
        var store = Store(appId, storeName);
        var stored = keys.Select(key => StateKeys.Stored(store, appId, key)).ToList();
        return database.Read(session => keys.Zip(stored, (key, name) => (key, Find(session, store.Name, name))).ToList());
    }

    /// <summary>Writes several keys, all or none.</summary>
    public Task SaveAsync(string appId, string storeName, IReadOnlyList<StateOperation> operations, CancellationToken cancellationToken) =>
        ApplyAsync(appId, storeName, operations, RuntimeErrors.StateSaveConflict, cancellationToken);

    /// <summary>Deletes several keys, all or none.</summary>
    public Task DeleteAsync(string appId, string storeName, IReadOnlyList<StateOperation> operations, CancellationToken cancellationToken) =>
        ApplyAsync(appId, storeName, operations, RuntimeErrors.StateDeleteConflict, cancellationToken);

    /// <summary>Writes and deletes in one transaction.</summary>
    public Task TransactAsync(string appId, string storeName, IReadOnlyList<StateOperation> operations, CancellationToken cancellationToken) =>
        ApplyAsync(appId, storeName, operations, RuntimeErrors.StateTransactionConflict, cancellationToken);

    /// <summary>Removes what has expired; tells how many keys that were.</summary>
    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.Milliseconds();
        return database.WriteAsync(session => session.Execute("DELETE FROM state WHERE expires <= ?", now), cancellationToken);
    }

    private Component Store(string appId, string name)
    {
        var stores = resources.OfType(ComponentTypes.State, appId).ToList();
        if (stores.Count == 0) throw RuntimeErrors.StateStoreNotConfigured.With("state store is not configured");
        return stores.Find(store => store.Name == name) ?? throw RuntimeErrors.StateStoreNotFound.With($"state store {name} is not found");
    }

    private async Task ApplyAsync(
        string appId, string storeName, IReadOnlyList<StateOperation> operations, RuntimeError conflict, CancellationToken cancellationToken)
    {
        var store = Store(appId, storeName);
        if (operations.Count == 0) return;
        var now = time.Milliseconds();
        var changes = operations.Select(operation => Prepare(store, appId, operation, now)).ToList();
        var refused = await database.WriteAsync(session => Apply(session, store.Name, changes, now), cancellationToken).ConfigureAwait(false);
        if (refused is not null)
        {
            throw conflict.With($"failed saving state in state store {storeName}: possible etag mismatch. error from state store: {refused}");
        }
    }

    private static Change Prepare(Component store, string appId, StateOperation operation, long now)
    {
        var seconds = operation.Metadata.TimeToLive(RuntimeErrors.StateSaveInvalid);
        long? expires = seconds is > 0 ? now + seconds * 1000 : null;
        var etag = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ETagBytes));
        return new Change(operation, StateKeys.Stored(store, appId, operation.Key), etag, expires);
    }

    /// <summary>Checks every ETag, then writes; answers what was refused, in which case nothing is written.</summary>
    private static string? Apply(SqlSession session, string store, List<Change> changes, long now)
    {
        var current = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (!current.TryGetValue(change.StoredKey, out var etag)) etag = CurrentETag(session, store, change.StoredKey, now);
            if (!change.Accepts(etag)) return $"the ETag of '{change.Operation.Key}' is not the current one";
            current[change.StoredKey] = change.Operation.Kind == StateOperationKind.Upsert ? change.NewETag : null;
        }

        foreach (var change in changes) change.Write(session, store);
        return null;
    }

    private static string? CurrentETag(SqlSession session, string store, string key, long now)
    {
        using var rows = session.Query("SELECT etag FROM state WHERE store = ? AND key = ? AND (expires IS NULL OR expires > ?)", store, key, now);
        return rows.Read() ? rows.Text(0) : null;
    }

    private StateEntry? Find(SqlSession session, string store, string key)
    {
        using var rows = session.Query(
            "SELECT value, etag, expires FROM state WHERE store = ? AND key = ? AND (expires IS NULL OR expires > ?)", store, key, time.Milliseconds());
        if (!rows.Read()) return null;
        var expires = rows.IntegerOrNull(2);
        return new StateEntry(rows.Blob(0), rows.Text(1), expires is { } moment ? DateTimeOffset.FromUnixTimeMilliseconds(moment) : null);
    }

    private sealed record Change(StateOperation Operation, string StoredKey, string NewETag, long? Expires)
    {
        public bool Accepts(string? current)
        {
            if (!string.IsNullOrEmpty(Operation.ETag)) return Operation.ETag == current;
            return Operation.Concurrency == StateConcurrency.LastWrite || Operation.Kind == StateOperationKind.Delete || current is null;
        }

        public void Write(SqlSession session, string store)
        {
            if (Operation.Kind == StateOperationKind.Delete)
            {
                session.Execute("DELETE FROM state WHERE store = ? AND key = ?", store, StoredKey);
                return;
            }

            session.Execute(
                "INSERT OR REPLACE INTO state (store, key, value, etag, expires) VALUES (?, ?, ?, ?, ?)",
                store, StoredKey, Operation.Value, NewETag, Expires);
        }
    }
}
