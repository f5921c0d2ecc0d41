using System.Threading.Channels;

namespace MlPlatform.Dapr.Runtime.Core;

/// <summary>A latch that one waiter waits on: set any number of times, it releases the waiter once.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _latch = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _latch.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _latch.Reader.ReadAsync(cancellationToken);
}
