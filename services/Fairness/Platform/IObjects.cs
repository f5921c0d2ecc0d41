using Amazon.S3;
using Amazon.S3.Model;
using MlPlatform.Fairness.Domain;

namespace MlPlatform.Fairness.Platform;

/// <summary>What this service needs of S3.</summary>
internal interface IObjects
{
    /// <summary>The keys under an address, relative to it.</summary>
    Task<IReadOnlyList<string>> ListAsync(string s3Uri, CancellationToken cancellationToken);

    /// <summary>The bytes at an address, or null where nothing lies.</summary>
    Task<byte[]?> ReadAsync(string s3Uri, CancellationToken cancellationToken);
}

/// <summary>S3 as its client shows it.</summary>
internal sealed class S3Objects(IAmazonS3 s3) : IObjects
{
    public async Task<IReadOnlyList<string>> ListAsync(string s3Uri, CancellationToken cancellationToken)
    {
        var (bucket, prefix) = Split(s3Uri);
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        try
        {
            ListObjectsV2Response page;
            do
            {
                page = await s3.ListObjectsV2Async(request, cancellationToken);
                keys.AddRange((page.S3Objects ?? []).Select(item => item.Key[prefix.Length..]));
                request.ContinuationToken = page.NextContinuationToken;
            }
            while (page.IsTruncated == true);
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode == "NoSuchBucket")
        {
            return [];
        }

        return keys;
    }

    public async Task<byte[]?> ReadAsync(string s3Uri, CancellationToken cancellationToken)
    {
        var (bucket, key) = Split(s3Uri);
        try
        {
            using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
            using var bytes = new MemoryStream();
            await response.ResponseStream.CopyToAsync(bytes, cancellationToken);
            return bytes.ToArray();
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode is "NoSuchKey" or "NoSuchBucket")
        {
            return null;
        }
    }

    private static (string Bucket, string Key) Split(string s3Uri) =>
        Uri.TryCreate(s3Uri, UriKind.Absolute, out var uri) && uri.Scheme == "s3"
            ? (uri.Host, s3Uri[(s3Uri.IndexOf('/', "s3://".Length) is var slash and > 0 ? slash + 1 : s3Uri.Length)..])
            : throw new AnalysisException($"'{s3Uri}' is not an address in S3.");
}
