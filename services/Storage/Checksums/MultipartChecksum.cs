using MlPlatform.Aws.Checksums;
using MlPlatform.Storage.Index;

namespace MlPlatform.Storage.Checksums;

/// <summary>The checksum of an object that was uploaded in parts.</summary>
internal static class MultipartChecksum
{
    /// <summary>The upload's properties with the checksum of the whole, where every part has one.</summary>
    public static ObjectProperties Complete(ObjectProperties upload, IReadOnlyList<Part> parts)
    {
        var completed = upload with { Parts = parts.Count };
        var algorithm = ChecksumAlgorithm.Find(upload.ChecksumAlgorithm);
        if (algorithm is null) return completed;
        if (parts.Any(part => part.Checksum is null)) return completed with { ChecksumAlgorithm = null, ChecksumType = null };
        var checksums = parts.Select(part => (Bytes: Convert.FromBase64String(part.Checksum!), part.Size)).ToList();
        return completed with
        {
            Checksum = upload.ChecksumType == "FULL_OBJECT"
                ? Convert.ToBase64String(algorithm.Combine(checksums))
                : $"{Convert.ToBase64String(algorithm.Compute(checksums.SelectMany(part => part.Bytes).ToArray()))}-{parts.Count}",
        };
    }
}
