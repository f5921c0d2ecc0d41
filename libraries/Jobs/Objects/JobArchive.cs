using System.Formats.Tar;
using System.IO.Compression;

namespace MlPlatform.Jobs;

/// <summary>The tar.gz archives in which models, outputs and scripts travel. The same files always give the same bytes.</summary>
public static class JobArchive
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The files of a folder in the order of their names; links and what they lead to are left out.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal);
    }

    /// <summary>Packs a folder; names are relative to it, times and owners are left out.</summary>
    public static async Task CreateAsync(string folder, string archive, CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(File.Create(archive), CompressionLevel.Optimal);
        await using (gzip.ConfigureAwait(false))
        {
            var tar = new TarWriter(gzip, TarEntryFormat.Gnu);
            await using (tar.ConfigureAwait(false))
            {
                foreach (var file in Files(folder)) await AddAsync(tar, folder, file, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Unpacks an archive; an entry that would land outside the folder is refused.</summary>
    public static async Task ExtractAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        try
        {
            var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
            await using (gzip.ConfigureAwait(false))
            {
                await TarFile.ExtractToDirectoryAsync(gzip, folder, overwriteFiles: true, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new JobInputException($"{Path.GetFileName(archive)} is no tar.gz archive: {error.Message}");
        }
    }

    private static async Task AddAsync(TarWriter tar, string folder, string file, CancellationToken cancellationToken)
    {
        var content = File.OpenRead(file);
        await using (content.ConfigureAwait(false))
        {
            var entry = new GnuTarEntry(TarEntryType.RegularFile, Path.GetRelativePath(folder, file))
            {
                DataStream = content,
                Mode = File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute) ? Executable : Plain,
                ModificationTime = DateTimeOffset.UnixEpoch,
            };
            await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }
}
