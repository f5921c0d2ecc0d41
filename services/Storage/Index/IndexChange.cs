using MlPlatform.Storage.Blobs;

namespace MlPlatform.Storage.Index;

/// <summary>The transaction that a change of the index runs in.</summary>
internal sealed class IndexChange(IndexConnection connection)
{
    private readonly List<long> _files = [];

    public IndexConnection Connection { get; } = connection;

    /// <summary>Blob files that no version uses once this change is committed.</summary>
    public IReadOnlyList<long> UnusedFiles => _files;

    /// <summary>Makes a staged blob the only content of a version.</summary>
    public void AddContent(long version, StagedBlob blob)
    {
        Connection.Execute("INSERT INTO blob (id, data) VALUES ($1, $2)", blob.Id, blob.Inline);
        AddSegment(version, 0, new Segment(blob.Id, 0, blob.Size, null));
    }

    public void AddSegment(long version, int ordinal, Segment segment) => Connection.Execute(
        "INSERT INTO segment (version, ordinal, blob, start, size) VALUES ($1, $2, $3, $4, $5)",
        version, ordinal, segment.Blob, segment.Start, segment.Size);

    /// <summary>Removes a version and the blobs that nothing else uses.</summary>
    public void RemoveContent(long version)
    {
        var blobs = Connection.All("SELECT DISTINCT blob FROM segment WHERE version = $1", row => row.GetInt64(0), version);
        Connection.Execute("DELETE FROM segment WHERE version = $1", version);
        foreach (var blob in blobs)
        {
            if (Connection.Number("SELECT EXISTS (SELECT 1 FROM segment WHERE blob = $1)", blob) != 0) continue;
            if (Connection.Number("SELECT data IS NULL FROM blob WHERE id = $1", blob) != 0) _files.Add(blob);
            Connection.Execute("DELETE FROM blob WHERE id = $1", blob);
        }
    }
}
