using System.Threading.Channels;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>One connected worker: what it is to receive, and what it has and has not answered.</summary>
internal sealed class Worker
{
    // The pool bounds it: no more is given than MostInFlight of each kind.
    private readonly Channel<WorkOrder> _outgoing = Channel.CreateUnbounded<WorkOrder>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<WorkOrder> Outgoing => _outgoing.Reader;

    /// <summary>Work that this worker has, by token; guarded by the pool's lock.</summary>
    internal Dictionary<string, WorkOrder> Turns { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, WorkOrder> Activities { get; } = new(StringComparer.Ordinal);

    internal void Give(WorkOrder order) => _outgoing.Writer.TryWrite(order);

    internal void Close() => _outgoing.Writer.TryComplete();
}

/// <summary>The work of one app and the workers that share it. Work waits while no worker is connected; a worker that goes away
/// leaves what it had not answered to the others.</summary>
internal sealed class WorkerPool
{
    /// <summary>How much unanswered work of each kind one worker holds.</summary>
    public const int MostInFlight = 100;

    private readonly Lock _lock = new();
    private readonly LinkedList<WorkOrder> _turns = new();
    private readonly LinkedList<WorkOrder> _activities = new();
    private readonly List<Worker> _workers = [];
    private int _next;

    public int Workers
    {
        get
        {
            lock (_lock) return _workers.Count;
        }
    }

    public void Enqueue(WorkOrder order)
    {
        lock (_lock)
        {
            (order is ActivityOrder ? _activities : _turns).AddLast(order);
            Assign();
        }
    }

    public Worker Connect()
    {
        var worker = new Worker();
        lock (_lock)
        {
            _workers.Add(worker);
            Assign();
        }

        return worker;
    }

    public void Disconnect(Worker worker)
    {
        lock (_lock)
        {
            if (!_workers.Remove(worker)) return;
            worker.Close();
            foreach (var order in worker.Turns.Values.Reverse()) _turns.AddFirst(order);
            foreach (var order in worker.Activities.Values.Reverse()) _activities.AddFirst(order);
            Assign();
        }
    }

    /// <summary>Notes that a turn or activity is answered, whoever had it.</summary>
    public void Answered(string token)
    {
        lock (_lock)
        {
            // A worker may answer what it had before a restart of the runtime, while the same work waits to be given out.
            if (!_workers.Any(worker => worker.Turns.Remove(token) || worker.Activities.Remove(token))) Forget(token);
            Assign();
        }
    }

    private void Forget(string token)
    {
        for (var node = _activities.First; node is not null; node = node.Next)
        {
            if (node.Value.Token != token) continue;
            _activities.Remove(node);
            return;
        }
    }

    private void Assign()
    {
        Assign(_turns, worker => worker.Turns);
        Assign(_activities, worker => worker.Activities);
    }

    private void Assign(LinkedList<WorkOrder> waiting, Func<Worker, Dictionary<string, WorkOrder>> held)
    {
        while (waiting.First is { } first)
        {
            if (!first.Value.Stale)
            {
                if (Free(held) is not { } worker) return;
                held(worker)[first.Value.Token] = first.Value;
                worker.Give(first.Value);
            }

            waiting.RemoveFirst();
        }
    }

    /// <summary>The next worker in turn that has room.</summary>
    private Worker? Free(Func<Worker, Dictionary<string, WorkOrder>> held)
    {
        for (var tried = 0; tried < _workers.Count; tried++)
        {
            _next = (_next + 1) % _workers.Count;
            var worker = _workers[_next];
            if (held(worker).Count < MostInFlight) return worker;
        }

        return null;
    }
}
