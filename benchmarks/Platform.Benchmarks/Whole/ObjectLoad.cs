using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using MlPlatform.Aws.Client;

namespace MlPlatform.Platform.Benchmarks.Whole;

/// <summary>S3 objects of 64 MiB in and out through the Gateway.</summary>
internal static class ObjectLoad
{
    private const string Bucket = "bench";
    private const string Key = "object";

    public static async IAsyncEnumerable<Figure> RunAsync(AwsClientOptions options, bool brief)
    {
        using var s3 = new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), new AmazonS3Config
        {
            ServiceURL = options.Endpoint!.ToString(),
            AuthenticationRegion = options.Region,
            ForcePathStyle = true,
        });
        await s3.PutBucketAsync(Bucket);
        var body = new byte[(brief ? 1 : 64) << 20];
        var rounds = brief ? 1 : 6;
        await PutAsync(s3, body);

        var since = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds; round++) await PutAsync(s3, body);
        yield return Rate("s3-put", body.Length, rounds, since);

        since = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds; round++) await GetAsync(s3, body.Length);
        yield return Rate("s3-get", body.Length, rounds, since);
    }

    private static Figure Rate(string name, int length, int rounds, long since) =>
        new(name, (double)length * rounds / (1 << 20) / Stopwatch.GetElapsedTime(since).TotalSeconds, "MiB/s");

    private static async Task PutAsync(AmazonS3Client s3, byte[] body)
    {
        using var stream = new MemoryStream(body, writable: false);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = Key, InputStream = stream, AutoCloseStream = false });
    }

    private static async Task GetAsync(AmazonS3Client s3, int expected)
    {
        using var response = await s3.GetObjectAsync(Bucket, Key);
        var buffer = new byte[1 << 16];
        var total = 0;
        for (int read; (read = await response.ResponseStream.ReadAsync(buffer)) > 0;) total += read;
        if (total != expected) throw new InvalidOperationException($"{expected} bytes were put, {total} came back.");
    }
}
