using Microsoft.Data.Sqlite;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Index;

/// <summary>Multipart uploads under way, and their parts.</summary>
internal static class UploadTable
{
    private const string Columns = "id, bucket, key, initiated, properties";

    public static void Add(IndexConnection index, Upload upload) => index.Execute(
        $"INSERT INTO upload ({Columns}) VALUES ($1, $2, $3, $4, $5)",
        upload.Id, upload.Bucket, upload.Key, upload.Initiated.ToUnixTimeMilliseconds(), upload.Properties.ToJson());

    /// <summary>The upload a request names by bucket, key and uploadId.</summary>
    public static Upload Require(IndexConnection index, S3Request request)
    {
        var id = request.Query("uploadId") ?? "";
        var upload = index.First($"SELECT {Columns} FROM upload WHERE id = $1", Read, id);
        return upload is not null && upload.Bucket == request.Bucket && upload.Key == request.Key ? upload : throw S3Exception.NoSuchUpload(id);
    }

    public static List<Upload> AllOf(IndexConnection index, string bucket) =>
        index.All($"SELECT {Columns} FROM upload WHERE bucket = $1", Read, bucket);

    public static void PutPart(IndexChange change, string upload, Part part)
    {
        var replaced = change.Connection.Number("SELECT version FROM part WHERE upload = $1 AND number = $2", upload, part.Number);
        if (replaced != 0) change.RemoveContent(replaced);
        change.Connection.Execute(
            "INSERT OR REPLACE INTO part (upload, number, version, size, etag, modified, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            upload, part.Number, part.Version, part.Size, part.ETag, part.Modified.ToUnixTimeMilliseconds(), part.Checksum);
    }

    public static List<Part> Parts(IndexConnection index, string upload, int afterNumber, int limit) => index.All(
        "SELECT number, version, size, etag, modified, checksum FROM part WHERE upload = $1 AND number > $2 ORDER BY number LIMIT $3",
        row => new Part(
            row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.IsDBNull(5) ? null : row.GetString(5)),
        upload, afterNumber, limit);

    /// <summary>Forgets an upload, its parts and their bytes.</summary>
    public static void Remove(IndexChange change, string upload)
    {
        foreach (var part in Parts(change.Connection, upload, 0, int.MaxValue)) change.RemoveContent(part.Version);
        change.Connection.Execute("DELETE FROM part WHERE upload = $1", upload);
        change.Connection.Execute("DELETE FROM upload WHERE id = $1", upload);
    }

    private static Upload Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), ObjectProperties.FromJson(row.GetString(4)));
}
