namespace MlPlatform.Dapr.Conformance.Tests.State;

/// <summary>The state building block as a transport offers it; values are JSON.</summary>
public interface IStateDriver
{
    /// <summary>Writes a key; false when the entity tag did not match.</summary>
    Task<bool> SaveAsync(string key, string json, string? etag = null, bool firstWrite = false, int? ttlSeconds = null);

    /// <summary>Reads a key; null where it does not exist.</summary>
    Task<(string? Json, string ETag)> GetAsync(string key);

    /// <summary>Deletes a key; false when the entity tag did not match.</summary>
    Task<bool> DeleteAsync(string key, string? etag = null);

    /// <summary>Reads several keys; null for those that do not exist.</summary>
    Task<IReadOnlyDictionary<string, string?>> GetBulkAsync(params string[] keys);

    /// <summary>Writes (JSON) and deletes (null) in one transaction; false when an entity tag did not match.</summary>
    Task<bool> TransactAsync(params (string Key, string? Json, string? ETag)[] operations);

    /// <summary>Reads from a store that does not exist and gives the refusal's text.</summary>
    Task<string> ReadFromUnknownStoreAsync();
}
