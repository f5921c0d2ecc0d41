using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>Events raised to a workflow: kept until the code asks for them, handed to the code that waits already.</summary>
internal sealed class EventInbox
{
    private readonly List<HistoryEvent> _unread = [];
    private readonly List<Waiter> _waiters = [];

    /// <summary>The events that the code has not asked for.</summary>
    public IReadOnlyList<HistoryEvent> Unread => _unread;

    /// <summary>How many places of the code wait for an event.</summary>
    public int WaiterCount => _waiters.Count;

    /// <summary>Takes in an event; the first of the code that waits for it goes on.</summary>
    public void Deliver(HistoryEvent raised)
    {
        var index = _waiters.FindIndex(waiter => SameName(waiter.Name, raised.EventRaised.Name));
        if (index < 0)
        {
            _unread.Add(raised);
            return;
        }

        var waiter = _waiters[index];
        _waiters.RemoveAt(index);
        waiter.Completion.TrySetResult(raised.EventRaised);
    }

    /// <summary>Takes an event that came before it was asked for.</summary>
    public EventRaisedEvent? TryTake(string name)
    {
        var index = _unread.FindIndex(raised => SameName(raised.EventRaised.Name, name));
        if (index < 0)
        {
            return null;
        }

        var taken = _unread[index].EventRaised;
        _unread.RemoveAt(index);
        return taken;
    }

    /// <summary>Waits for the next event of a name.</summary>
    public Waiter Wait(string name)
    {
        var waiter = new Waiter(name, new TaskCompletionSource<EventRaisedEvent>());
        _waiters.Add(waiter);
        return waiter;
    }

    /// <summary>Waits no longer.</summary>
    public bool Abandon(Waiter waiter) => _waiters.Remove(waiter);

    private static bool SameName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A place of the code that waits.</summary>
    public sealed record Waiter(string Name, TaskCompletionSource<EventRaisedEvent> Completion);
}
