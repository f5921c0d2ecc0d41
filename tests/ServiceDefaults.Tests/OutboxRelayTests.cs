using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Aws.Documents;
using MlPlatform.Dapr;
using MlPlatform.Testing;
using NSubstitute;

namespace MlPlatform.ServiceDefaults.Tests;

public sealed class OutboxRelayTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DaprClient _dapr = Substitute.For<DaprClient>();
    private readonly SqliteDocumentStore _store;
    private readonly OutboxRelay _relay;

    public OutboxRelayTests()
    {
        _store = new SqliteDocumentStore(_folder.File("documents.db"));
        _relay = new OutboxRelay(_store, _dapr, TimeProvider.System, NullLogger<OutboxRelay>.Instance);
    }

    [Fact]
    public async Task Relay_MessageOfADocument_IsPublishedThenForgotten()
    {
        var published = WhenPublished(failures: 0);
        await _relay.StartAsync(CancellationToken.None);

        await _store.PutAsync(Write("one"), CancellationToken.None);

        Assert.Equal("one", await published.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await _relay.StopAsync(CancellationToken.None);
        Assert.Empty(await _store.PendingMessagesAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Relay_SidecarAway_PublishesWhenItIsBack()
    {
        await _store.PutAsync(Write("kept"), CancellationToken.None);
        var published = WhenPublished(failures: 3);

        await _relay.StartAsync(CancellationToken.None);

        Assert.Equal("kept", await published.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await _relay.StopAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _relay.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private static DocumentWrite Write(string body) =>
        new("kind", "id", "{}"u8.ToArray()) { Messages = [new OutboxMessage("topic", Encoding.UTF8.GetBytes(body))] };

    private TaskCompletionSource<string> WhenPublished(int failures)
    {
        var published = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _dapr.PublishByteEventAsync(default!, default!, default).ReturnsForAnyArgs(call =>
        {
            if (failures-- > 0) return Task.FromException(new DaprException("away"));
            published.TrySetResult(Encoding.UTF8.GetString(call.ArgAt<ReadOnlyMemory<byte>>(2).Span));
            return Task.CompletedTask;
        });
        return published;
    }
}
