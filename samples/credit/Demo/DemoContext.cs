using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;

namespace MlPlatform.Demo;

/// <summary>What every stage works with.</summary>
internal sealed record DemoContext(DemoOptions Options, DemoState State, AwsApi Aws, Dataset Data, TimeProvider Time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(150);

    public string Bucket => $"credit-{State.RunId}";

    public string Stream => $"credit-applications-{State.RunId}";

    public string DeliveryStream => $"credit-delivery-{State.RunId}";

    public string Endpoint => $"credit-{State.RunId}";

    public string ModelPackageGroup => $"credit-{State.RunId}";

    public string Role => "arn:aws:iam::123456789012:role/MlPlatformDemo";

    /// <summary>Where Firehose puts the rows.</summary>
    public string DeliveredPrefix => "delivered/";

    /// <summary>The two values of the label: the favorable one and the other. Rows with neither are quarantined.</summary>
    public IReadOnlyList<string> LabelValues { get; } = Data.LabelValues(Options);

    public string Uri(string key) => $"s3://{Bucket}/{key}";

    /// <summary>Asks until the answer is there.</summary>
    /// <param name="ask">One question; null means not yet.</param>
    /// <param name="patience">How long to ask.</param>
    /// <param name="what">What is waited for, for the error.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DemoException">The answer did not come in time.</exception>
    public async Task<T> PollAsync<T>(Func<Task<T?>> ask, TimeSpan patience, string what, CancellationToken cancellationToken)
        where T : class
    {
        var since = Time.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer) return answer;
            if (Time.GetElapsedTime(since) > patience) throw new DemoException($"{what} did not happen within {patience.TotalSeconds:0} s.");
            await Task.Delay(PollInterval, Time, cancellationToken);
        }
    }

    /// <summary>Calls an operation that creates something; that it exists already, from before a kill, is as good.</summary>
    public async Task EnsureAsync(string target, JsonObject input, CancellationToken cancellationToken)
    {
        try
        {
            await Aws.CallAsync(target, input, cancellationToken);
        }
        catch (AwsCallException fault) when (fault.SaysItExists)
        {
            // Created before the demo was killed.
        }
    }

    public async Task EnsureBucketAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Aws.S3Async("PutBucket", s3 => s3.PutBucketAsync(Bucket, cancellationToken), cancellationToken);
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode is "BucketAlreadyOwnedByYou" or "BucketAlreadyExists")
        {
            // Created before the demo was killed.
        }
    }

    public Task<string> ReadTextAsync(string uri, CancellationToken cancellationToken) => Aws.S3Async("GetObject", async s3 =>
    {
        var address = new Uri(uri);
        using var response = await s3.GetObjectAsync(address.Host, address.AbsolutePath.TrimStart('/'), cancellationToken);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(cancellationToken);
    }, cancellationToken);

    public Task WriteTextAsync(string key, string text, CancellationToken cancellationToken) => Aws.S3Async(
        "PutObject",
        s3 => s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = text }, cancellationToken),
        cancellationToken);

    public Task<List<S3Object>> ListAsync(string prefix, CancellationToken cancellationToken) => Aws.S3Async("ListObjectsV2", async s3 =>
    {
        var objects = new List<S3Object>();
        await foreach (var item in s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = Bucket, Prefix = prefix }).S3Objects
            .WithCancellation(cancellationToken))
        {
            objects.Add(item);
        }

        return objects;
    }, cancellationToken);
}
