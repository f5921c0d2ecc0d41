using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;
using MlPlatform.Ingestion.Options;
using MlPlatform.Ingestion.Streams;
using MlPlatform.Testing;
using NSubstitute;

namespace MlPlatform.Ingestion.Tests;

/// <summary>A client that gives up in the middle of a creation: what the store took, the catalogue must know.</summary>
public sealed class CatalogTests : IDisposable
{
    private static readonly OperationContext Caller = new("us-east-1", "123456789012", "request", "key");

    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource gaveUp = new();

    public void Dispose()
    {
        gaveUp.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task CreateDelivery_WhenTheClientGivesUpAfterTheWrite_IsKnown()
    {
        var catalog = new DeliveryCatalog(StoreThatOutlivesItsClient(), Options(), TimeProvider.System);
        await catalog.CreateAsync(new DeliveryStreamRecord
        {
            Name = "d", Arn = Arn.Firehose(Caller.Region, Caller.AccountId, "d"), Folder = "f", Created = DateTimeOffset.UnixEpoch,
            Destination = new ExtendedS3DestinationConfiguration { BucketARN = "arn:aws:s3:::b", RoleARN = "arn:aws:iam::123456789012:role/r" },
            Starts = new Dictionary<string, long>(),
        }, gaveUp.Token);

        Assert.True(gaveUp.IsCancellationRequested);
        Assert.Equal("d", catalog.Require("d", Caller).Record.Name);
    }

    [Fact]
    public async Task CreateStream_WhenTheClientGivesUpAfterTheWrite_IsKnown()
    {
        var catalog = new StreamCatalog(StoreThatOutlivesItsClient(), Options(), TimeProvider.System);
        var arn = Arn.Kinesis(Caller.Region, Caller.AccountId, "s");
        await catalog.CreateAsync(
            new StreamRecord { Name = "s", Arn = arn, Folder = "f", Created = DateTimeOffset.UnixEpoch, ShardCount = 1, Mode = "PROVISIONED", RetentionHours = 24 },
            gaveUp.Token);

        Assert.True(gaveUp.IsCancellationRequested);
        Assert.NotNull(catalog.Find(arn));
    }

    private Microsoft.Extensions.Options.IOptions<IngestionOptions> Options() =>
        Microsoft.Extensions.Options.Options.Create(new IngestionOptions { Folder = folder.Path });

    /// <summary>Takes the write, and only then learns that nobody waits for it.</summary>
    private IDocumentStore StoreThatOutlivesItsClient()
    {
        var store = Substitute.For<IDocumentStore>();
        store.PutAsync(Arg.Any<DocumentWrite>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            await gaveUp.CancelAsync();
            call.Arg<CancellationToken>().ThrowIfCancellationRequested();
            return 1L;
        });
        return store;
    }
}
