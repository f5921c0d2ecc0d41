using Microsoft.Data.Sqlite;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Index;

/// <summary>The buckets.</summary>
internal static class BucketTable
{
    public static Bucket? Find(IndexConnection index, string name) =>
        index.First("SELECT name, owner, region, created FROM bucket WHERE name = $1", Read, name);

    /// <summary>The bucket a request names, if it exists and belongs to whom the client expects.</summary>
    public static Bucket Require(IndexConnection index, S3Request request) =>
        Require(index, request.Bucket, request.Header("x-amz-expected-bucket-owner"));

    public static Bucket Require(IndexConnection index, string name, string? expectedOwner)
    {
        var bucket = Find(index, name) ?? throw S3Exception.NoSuchBucket(name);
        if (expectedOwner is not null && expectedOwner != bucket.Owner) throw new S3Exception(S3Error.AccessDenied, "Access Denied");
        return bucket;
    }

    public static List<Bucket> All(IndexConnection index) =>
        index.All("SELECT name, owner, region, created FROM bucket ORDER BY name", Read);

    public static void Add(IndexConnection index, Bucket bucket) => index.Execute(
        "INSERT INTO bucket (name, owner, region, created) VALUES ($1, $2, $3, $4)",
        bucket.Name, bucket.Owner, bucket.Region, bucket.Created.ToUnixTimeMilliseconds());

    /// <summary>Whether objects lie in the bucket; uploads under way do not count, as in S3 they vanish with it.</summary>
    public static bool HoldsObjects(IndexConnection index, string name) =>
        index.Number("SELECT EXISTS (SELECT 1 FROM object WHERE bucket = $1)", name) != 0;

    public static void Remove(IndexConnection index, string name) => index.Execute("DELETE FROM bucket WHERE name = $1", name);

    private static Bucket Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
}
