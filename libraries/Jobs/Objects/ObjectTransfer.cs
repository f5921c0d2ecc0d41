using System.IO.Compression;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace MlPlatform.Jobs;

/// <summary>Brings objects of S3 into a job's folders and takes its results back.</summary>
public sealed class ObjectTransfer(IAmazonS3 s3)
{
    private const int Parallelism = 8;

    /// <summary>Downloads every object of a source; its key without the prefix becomes its path.</summary>
    public async Task DownloadAsync(InputSource source, string folder, CancellationToken cancellationToken)
    {
        var objects = source.IsManifest
            ? await ReadManifestAsync(source.Location, cancellationToken).ConfigureAwait(false)
            : await ListAsync(source.Location, cancellationToken).ConfigureAwait(false);
        if (objects.Count == 0) throw new JobInputException($"No S3 objects found under S3 URL \"{source.Location}\" given in input data source.");
        await DownloadAsync(objects, source.IsGzip, folder, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Downloads what lies under a prefix; nothing there is no fault.</summary>
    public async Task DownloadIfAnyAsync(S3Location prefix, string folder, CancellationToken cancellationToken)
    {
        var objects = await ListAsync(prefix, cancellationToken).ConfigureAwait(false);
        if (objects.Count == 0) Directory.CreateDirectory(folder);
        else await DownloadAsync(objects, false, folder, cancellationToken).ConfigureAwait(false);
    }

    public async Task DownloadObjectAsync(S3Location location, string file, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(location.Bucket, location.Key, cancellationToken).ConfigureAwait(false);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var target = File.Create(file);
            await using (target.ConfigureAwait(false))
            {
                await response.ResponseStream.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AmazonS3Exception error) when (IsCallersFault(error))
        {
            throw new JobInputException($"Data download failed:{error.ErrorCode}: {location}: {error.Message}");
        }
    }

    public async Task UploadFileAsync(string file, S3Location location, CancellationToken cancellationToken)
    {
        try
        {
            using var transfer = new TransferUtility(s3);
            await transfer.UploadAsync(file, location.Bucket, location.Key, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception error) when (IsCallersFault(error))
        {
            throw new JobInputException($"Failed to upload to {location}: {error.ErrorCode}: {error.Message}");
        }
    }

    /// <summary>Uploads every file of a folder under a prefix; symbolic links are not followed.</summary>
    public async Task UploadFolderAsync(string folder, S3Location prefix, CancellationToken cancellationToken)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(JobArchive.Files(folder), limits, async (file, token) =>
        {
            var key = Path.GetRelativePath(folder, file);
            await UploadFileAsync(file, prefix.Below(key), token).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task DownloadAsync(List<SourceObject> objects, bool gzip, string folder, CancellationToken cancellationToken)
    {
        JobFolder.Empty(folder);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(objects, limits, async (item, token) =>
        {
            var file = PathOf(folder, item.RelativePath);
            await DownloadObjectAsync(item.Location, file, token).ConfigureAwait(false);
            if (gzip) await GunzipAsync(file, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task<List<SourceObject>> ListAsync(S3Location prefix, CancellationToken cancellationToken)
    {
        var found = new List<SourceObject>();
        var request = new ListObjectsV2Request { BucketName = prefix.Bucket, Prefix = prefix.Key };
        try
        {
            ListObjectsV2Response page;
            do
            {
                page = await s3.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
                found.AddRange((page.S3Objects ?? []).Where(item => !item.Key.EndsWith('/'))
                    .Select(item => new SourceObject(new S3Location(prefix.Bucket, item.Key), SourceObject.Below(prefix.Key, item.Key))));
                request.ContinuationToken = page.NextContinuationToken;
            }
            while (page.IsTruncated == true);
        }
        catch (AmazonS3Exception error) when (IsCallersFault(error))
        {
            throw new JobInputException($"Data download failed:{error.ErrorCode}: {prefix}: {error.Message}");
        }

        return found;
    }

    private async Task<List<SourceObject>> ReadManifestAsync(S3Location location, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            await DownloadObjectAsync(location, file, cancellationToken).ConfigureAwait(false);
            return SourceObject.ReadManifest(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false), location);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string PathOf(string folder, string relative)
    {
        var path = Path.GetFullPath(Path.Combine(folder, relative));
        return path.StartsWith(folder + "/", StringComparison.Ordinal)
            ? path
            : throw new JobInputException($"The key {relative} leads out of the job's folder.");
    }

    private static async Task GunzipAsync(string file, CancellationToken cancellationToken)
    {
        var plain = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file + ".plain";
        var source = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        await using (source.ConfigureAwait(false))
        {
            var target = File.Create(plain);
            await using (target.ConfigureAwait(false))
            {
                await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
            }
        }

        File.Delete(file);
        if (plain.EndsWith(".plain", StringComparison.Ordinal)) File.Move(plain, file);
    }

    private static bool IsCallersFault(AmazonS3Exception error) =>
        error.ErrorCode is "NoSuchBucket" or "NoSuchKey" or "AccessDenied" or "InvalidBucketName" or "NotFound";
}
