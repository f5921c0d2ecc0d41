using System.Reflection;
using Amazon.S3;
using Amazon.S3.Model;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;
using MlPlatform.ServiceDefaults;
using MlPlatform.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MlPlatform.Ingestion.Tests;

/// <summary>The crash that tests cause.</summary>
internal sealed class SimulatedCrashException : Exception;

/// <summary>A bucket in memory that counts its puts and may crash at one, before or after it took the object.</summary>
#pragma warning disable CA1852 // DispatchProxy derives from it at run time.
internal class MemoryBucket : DispatchProxy
#pragma warning restore CA1852
{
    public Dictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before an object is taken.</summary>
    public Action Before { get; set; } = () => { };

    /// <summary>Called after an object was taken.</summary>
    public Action After { get; set; } = () => { };

    public static MemoryBucket Create(out IAmazonS3 client)
    {
        client = Create<IAmazonS3, MemoryBucket>();
        return (MemoryBucket)client;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (args is not [PutObjectRequest request, ..]) throw new InvalidOperationException($"Unexpected call of {targetMethod?.Name}.");
        Before();
        var body = new MemoryStream();
        request.InputStream.CopyTo(body);
        if (Objects.TryGetValue(request.Key, out var earlier)) Assert.Equal(earlier, body.ToArray());
        Objects[request.Key] = body.ToArray();
        After();
        return Task.FromResult(new PutObjectResponse());
    }
}

/// <summary>A delivery stream over a log, a bucket in memory, and progress in a real document store.</summary>
internal sealed class DeliveryFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDocumentStore _store;
    private readonly CancellationTokenSource _stop = new();

    public DeliveryFixture(int sizeInMBs = 1, int interval = 0, ProcessingConfiguration? processing = null)
    {
        _store = new SqliteDocumentStore(_folder.File("documents.db"));
        Bucket = MemoryBucket.Create(out var client);
        Tools = new DeliveryTools(client, new PlatformEvents(Source.Time), Source.Time, new SemaphoreSlim(1));
        Stream = new DeliveryStreamRecord
        {
            Name = "delivery",
            Arn = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/delivery",
            Folder = "folder",
            Created = Source.Time.Now,
            Starts = new Dictionary<string, long>(),
            Destination = DestinationRules.Complete(
                new ExtendedS3DestinationConfiguration
                {
                    RoleARN = "arn:aws:iam::123456789012:role/r",
                    BucketARN = "arn:aws:s3:::bucket",
                    Prefix = "good/",
                    ErrorOutputPrefix = "bad/",
                    BufferingHints = new BufferingHints { SizeInMBs = sizeInMBs, IntervalInSeconds = interval },
                    ProcessingConfiguration = processing,
                },
                null),
        };
    }

    public LogFixture Source { get; } = new();

    public MemoryBucket Bucket { get; }

    public DeliveryTools Tools { get; }

    public DeliveryStreamRecord Stream { get; }

    public DeliverySource LogSource => new("shard", Source.Log);

    /// <summary>Runs the loop until a condition holds or it crashes; whether it crashed.</summary>
    public async Task<bool> RunUntilAsync(Func<DeliveryProgress, bool> done, Action step)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var store = new WatchedStore(_store, step, progress =>
        {
            if (done(progress)) stop.Cancel();
        });
        try
        {
            await new DeliveryLoop(Stream, LogSource, new DeliveryProgressStore(store), Tools, NullLogger.Instance)
                .RunAsync(stop.Token).WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (SimulatedCrashException)
        {
            return true;
        }
    }

    public Task<IReadOnlyList<StoredMessage>> EventsAsync() => _store.PendingMessagesAsync(1000, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        Tools.DeliveriesAtOnce.Dispose();
        Source.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
