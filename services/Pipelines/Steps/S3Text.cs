using Amazon.S3;

namespace MlPlatform.Pipelines.Steps;

/// <summary>Small text files in S3: property files and definitions.</summary>
internal static class S3Text
{
    private const string Scheme = "s3://";

    /// <summary>The text at an address, or null where nothing lies.</summary>
    public static Task<string?> ReadAsync(IAmazonS3 objects, string s3Uri, CancellationToken cancellationToken)
    {
        var slash = s3Uri.StartsWith(Scheme, StringComparison.Ordinal) ? s3Uri.IndexOf('/', Scheme.Length) : -1;
        if (slash < 0) throw new Domain.ExpressionException($"'{s3Uri}' is not an address in S3.");
        return ReadAsync(objects, s3Uri[Scheme.Length..slash], s3Uri[(slash + 1)..], cancellationToken);
    }

    /// <summary>The text of an object, or null where there is none.</summary>
    public static async Task<string?> ReadAsync(IAmazonS3 objects, string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await objects.GetObjectAsync(bucket, key, cancellationToken);
            using var reader = new StreamReader(response.ResponseStream);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode is "NoSuchKey" or "NoSuchBucket")
        {
            return null;
        }
    }
}
