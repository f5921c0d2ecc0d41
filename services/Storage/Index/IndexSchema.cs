namespace MlPlatform.Storage.Index;

/// <summary>The tables of the index and the version of their shape.</summary>
/// <remarks>
/// An object is a row that names a version; a version is a list of segments; a segment is a range of a blob; a blob is
/// bytes in the index or a file. Copies and completed multipart uploads therefore move no bytes.
/// </remarks>
internal static class IndexSchema
{
    private const long Version = 1;

    private const string Tables = """
        CREATE TABLE bucket (name TEXT PRIMARY KEY, owner TEXT NOT NULL, region TEXT NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE object (
            bucket TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
            modified INTEGER NOT NULL, properties TEXT NOT NULL, PRIMARY KEY (bucket, key)) WITHOUT ROWID;
        CREATE TABLE segment (
            version INTEGER NOT NULL, ordinal INTEGER NOT NULL, blob INTEGER NOT NULL, start INTEGER NOT NULL, size INTEGER NOT NULL,
            PRIMARY KEY (version, ordinal)) WITHOUT ROWID;
        CREATE INDEX segment_blob ON segment (blob);
        CREATE TABLE blob (id INTEGER PRIMARY KEY, data BLOB);
        CREATE TABLE upload (
            id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, initiated INTEGER NOT NULL, properties TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX upload_key ON upload (bucket, key, id);
        CREATE TABLE part (
            upload TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
            modified INTEGER NOT NULL, checksum TEXT, PRIMARY KEY (upload, number)) WITHOUT ROWID;
        """;

    public static void Ensure(IndexConnection connection)
    {
        connection.Execute("PRAGMA journal_mode = WAL");
        var version = connection.Number("PRAGMA user_version");
        if (version > Version)
        {
            throw new InvalidOperationException($"The storage index has version {version}; this program knows up to {Version}. Start the newer program.");
        }

        if (version == Version) return;
        connection.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT;");
    }
}
