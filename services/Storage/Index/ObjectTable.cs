using Microsoft.Data.Sqlite;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Index;

/// <summary>Where a scan of keys begins: at a key, or after it.</summary>
internal readonly record struct KeyStart(string Key, bool Inclusive);

/// <summary>The objects, by bucket and key in the order of the key's UTF-8 bytes.</summary>
internal static class ObjectTable
{
    private const string Listed = "key, size, etag, modified";

    public static StoredObject? Find(IndexConnection index, string bucket, string key) => index.First(
        "SELECT key, version, size, etag, modified, properties FROM object WHERE bucket = $1 AND key = $2", Read, bucket, key);

    public static StoredObject Require(IndexConnection index, string bucket, string key) =>
        Find(index, bucket, key) ?? throw S3Exception.NoSuchKey(key);

    /// <summary>Makes an object the current one of its key; the version it replaces is removed.</summary>
    public static void Put(IndexChange change, string bucket, StoredObject next)
    {
        Remove(change, bucket, next.Key);
        change.Connection.Execute(
            "INSERT INTO object (bucket, key, version, size, etag, modified, properties) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            bucket, next.Key, next.Version, next.Size, next.ETag, next.Modified.ToUnixTimeMilliseconds(), next.Properties.ToJson());
    }

    public static void UpdateProperties(IndexChange change, string bucket, string key, ObjectProperties properties) =>
        change.Connection.Execute("UPDATE object SET properties = $3 WHERE bucket = $1 AND key = $2", bucket, key, properties.ToJson());

    public static void Remove(IndexChange change, string bucket, string key)
    {
        var version = change.Connection.Number("SELECT version FROM object WHERE bucket = $1 AND key = $2", bucket, key);
        if (version == 0) return;
        change.RemoveContent(version);
        change.Connection.Execute("DELETE FROM object WHERE bucket = $1 AND key = $2", bucket, key);
    }

    /// <summary>Objects from a key on, up to a bound that is not included; null for no bound.</summary>
    public static List<ListedObject> Page(IndexConnection index, string bucket, KeyStart from, string? before, int limit)
    {
        var start = from.Inclusive ? "key >= $2" : "key > $2";
        return before is null
            ? index.All($"SELECT {Listed} FROM object WHERE bucket = $1 AND {start} ORDER BY key LIMIT $3", ReadListed, bucket, from.Key, limit)
            : index.All(
                $"SELECT {Listed} FROM object WHERE bucket = $1 AND {start} AND key < $4 ORDER BY key LIMIT $3",
                ReadListed, bucket, from.Key, limit, before);
    }

    private static StoredObject Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), ObjectProperties.FromJson(row.GetString(5)));

    private static ListedObject ReadListed(SqliteDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
}
