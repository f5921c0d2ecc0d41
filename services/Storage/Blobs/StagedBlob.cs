namespace MlPlatform.Storage.Blobs;

/// <summary>Received content that no version names yet; unless kept, its file is deleted when it is disposed.</summary>
internal sealed class StagedBlob(BlobFolder folder, long id, long size, byte[]? inline) : IDisposable
{
    private bool _kept;

    public long Id { get; } = id;

    public long Size { get; } = size;

    /// <summary>The bytes, where they are few enough to lie in the index.</summary>
    public byte[]? Inline { get; } = inline;

    /// <summary>Called once the index has committed to this blob.</summary>
    public void Keep() => _kept = true;

    public void Dispose()
    {
        if (!_kept && Inline is null) folder.Delete(Id);
    }
}
