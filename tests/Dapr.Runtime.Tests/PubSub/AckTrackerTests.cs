using System.Collections.Concurrent;
using MlPlatform.Dapr.Runtime.Core.PubSub;

namespace MlPlatform.Dapr.Runtime.Tests.PubSub;

public sealed class AckTrackerTests
{
    [Fact]
    public async Task Cursor_StopsBeforeTheFirstUnacknowledged()
    {
        var stored = new ConcurrentQueue<long>();
        var acks = new AckTracker(
            cursor =>
            {
                stored.Enqueue(cursor);
                return Task.CompletedTask;
            },
            cursor: 0);
        foreach (var sequence in (long[])[3, 5, 9]) acks.Begin(sequence);

        acks.Done(5);
        await acks.FlushAsync();
        Assert.Empty(stored);

        acks.Done(3);
        await acks.FlushAsync();
        Assert.Equal(5, stored.Last());

        acks.Done(9);
        await acks.FlushAsync();
        Assert.Equal(9, stored.Last());
    }

    [Fact]
    public async Task Cursor_ThatCouldNotBeStored_IsStoredWithTheNext()
    {
        var stored = new ConcurrentQueue<long>();
        var refusals = 1;
        var acks = new AckTracker(
            cursor =>
            {
                if (Interlocked.Decrement(ref refusals) >= 0) return Task.FromException(new IOException());
                stored.Enqueue(cursor);
                return Task.CompletedTask;
            },
            cursor: 0);
        acks.Begin(1);
        acks.Begin(2);
        acks.Done(1);
        await Assert.ThrowsAsync<IOException>(acks.FlushAsync);

        acks.Done(2);
        await acks.FlushAsync();

        Assert.Equal([2], stored);
    }
}
