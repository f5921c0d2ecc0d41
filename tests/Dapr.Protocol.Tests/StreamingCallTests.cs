using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Protocol.Tests;

public sealed class StreamingCallTests
{
    [Fact]
    public async Task Stream_MessagesAreWritten_TheyArriveInOrder()
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcServerStreaming(TaskHubMethods.GetWorkItems, async (_, items, call) =>
        {
            for (var i = 0; i < 100; i++)
            {
                await items.WriteAsync(new WorkItem { CompletionToken = $"{i}" }, call.CancellationToken);
            }
        }));

        var tokens = new List<string>();
        await foreach (var item in server.Channel.StreamAsync(TaskHubMethods.GetWorkItems, new GetWorkItemsRequest(), CancellationToken.None))
        {
            tokens.Add(item.CompletionToken);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), tokens);
    }

    [Fact]
    public async Task Stream_EachMessage_ArrivesBeforeTheNextIsWritten()
    {
        using var seen = new SemaphoreSlim(1);
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcServerStreaming(TaskHubMethods.GetWorkItems, async (_, items, call) =>
        {
            for (var i = 0; i < 3; i++)
            {
                await seen.WaitAsync(call.CancellationToken);
                await items.WriteAsync(new WorkItem { CompletionToken = $"{i}" }, call.CancellationToken);
            }
        }));

        var count = 0;
        await foreach (var item in server.Channel.StreamAsync(TaskHubMethods.GetWorkItems, new GetWorkItemsRequest(), CancellationToken.None))
        {
            count++;
            seen.Release();
        }

        Assert.Equal(3, count);
    }

    [Fact]
    public async Task Stream_HandlerRefusesAfterAMessage_MessageThenStatus()
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcServerStreaming(TaskHubMethods.GetWorkItems, async (_, items, call) =>
        {
            await items.WriteAsync(new WorkItem { CompletionToken = "only" }, call.CancellationToken);
            throw new GrpcException(GrpcStatusCode.Unavailable, "going away");
        }));
        await using var items = server.Channel.StreamAsync(TaskHubMethods.GetWorkItems, new GetWorkItemsRequest(), CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await items.MoveNextAsync());
        Assert.Equal("only", items.Current.CompletionToken);
        Assert.Equal(GrpcStatusCode.Unavailable, (await Assert.ThrowsAsync<GrpcException>(async () => await items.MoveNextAsync())).Status);
    }

    [Fact]
    public async Task Stream_CallerLeaves_HandlerIsCancelled()
    {
        var left = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcServerStreaming(TaskHubMethods.GetWorkItems, async (_, items, call) =>
        {
            await using var registration = call.CancellationToken.Register(() => left.TrySetResult(true));
            await items.WriteAsync(new WorkItem(), call.CancellationToken);
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
        }));

        await foreach (var item in server.Channel.StreamAsync(TaskHubMethods.GetWorkItems, new GetWorkItemsRequest(), CancellationToken.None))
        {
            break;
        }

        Assert.True(await left.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }
}
