using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Storage.Options;

/// <summary>Where objects lie and how they are kept.</summary>
internal sealed class StorageOptions
{
    /// <summary>The folder that holds the index and the contents; by default storage/ below the platform's data folder.</summary>
    [Required]
    public string Folder { get; set; } = null!;

    /// <summary>Contents up to this many bytes lie in the index itself: one commit instead of a file of their own.</summary>
    [Range(0, 1024 * 1024)]
    public int InlineBytes { get; set; } = 128 * 1024;

    /// <summary>The largest body of one PUT, in bytes; S3 allows 5 GiB.</summary>
    [Range(1, long.MaxValue)]
    public long MaximumPutBytes { get; set; } = 5L * 1024 * 1024 * 1024;

    /// <summary>The smallest part of a multipart upload but the last, in bytes; S3 asks for 5 MiB.</summary>
    [Range(1, int.MaxValue)]
    public int MinimumPartBytes { get; set; } = 5 * 1024 * 1024;
}
