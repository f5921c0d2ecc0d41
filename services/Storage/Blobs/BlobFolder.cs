using System.Globalization;
using Microsoft.Extensions.Options;
using MlPlatform.Storage.Options;

namespace MlPlatform.Storage.Blobs;

/// <summary>The files that hold contents too large for the index: 256 folders, a file named by its number.</summary>
internal sealed class BlobFolder
{
    private const int Folders = 256;
    private readonly string _root;

    public BlobFolder(IOptions<StorageOptions> options)
    {
        _root = Path.Combine(options.Value.Folder, "blobs");
        for (var i = 0; i < Folders; i++) Directory.CreateDirectory(FolderOf(i));
    }

    public string PathOf(long blob) => Path.Combine(FolderOf(blob), blob.ToString("x16", CultureInfo.InvariantCulture));

    public void Delete(long blob) => File.Delete(PathOf(blob));

    /// <summary>Deletes what a crash left: files that the index does not know.</summary>
    public int RemoveAllBut(IReadOnlySet<long> known)
    {
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            var isBlob = long.TryParse(Path.GetFileName(file), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id);
            if (isBlob && known.Contains(id)) continue;
            File.Delete(file);
            removed++;
        }

        return removed;
    }

    private string FolderOf(long blob) => Path.Combine(_root, (blob % Folders).ToString("x2", CultureInfo.InvariantCulture));
}
