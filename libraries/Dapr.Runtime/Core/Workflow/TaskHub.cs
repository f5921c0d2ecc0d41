using System.Collections.Concurrent;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>The running workflows of every app, in memory beside their tables, and the work that waits for workers.</summary>
internal sealed partial class TaskHub : IAsyncDisposable
{
    /// <summary>Past this many running workflows, the history of those that wait is read again when they go on.</summary>
    private const int MostHistoriesKept = 1000;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly ILogger _logger;
    private readonly TimerQueue _timers;
    private readonly InboxSequence _sequence;
    private readonly ConcurrentDictionary<InstanceKey, RunningInstance> _instances = new();
    private readonly ConcurrentDictionary<InstanceKey, TaskCompletionSource> _changes = new();
    private readonly ConcurrentDictionary<string, WorkerPool> _pools = new(StringComparer.Ordinal);

    public TaskHub(Database database, TimeProvider time, ILogger logger)
    {
        _database = database;
        _logger = logger;
        Time = time;
        _timers = new TimerQueue(FireAsync, time);
        _sequence = new InboxSequence(database.Read(WorkflowQueries.LastInboxId));
        Load();
    }

    public TimeProvider Time { get; }

    /// <summary>Lets timers fire.</summary>
    public void Start() => _timers.Start();

    public WorkerPool Pool(string appId) => _pools.GetOrAdd(appId, static _ => new WorkerPool());

    public RunningInstance? Running(InstanceKey key) => _instances.GetValueOrDefault(key);

    /// <summary>Makes a change durable, then known. Nothing of it is known before, nothing happens where it answers false.</summary>
    /// <param name="change">Made inside the transaction.</param>
    /// <param name="committed">Run after the commit and before anyone hears of its effects.</param>
    public async Task<bool> CommitAsync(Func<SqlSession, WorkflowChanges, bool> change, Action? committed = null)
    {
        var now = Time.GetUtcNow();
        var effects = await _database.WriteAsync(
            session =>
            {
                var changes = new WorkflowChanges(session, _sequence, now);
                return change(session, changes) ? changes.Effects : null;
            },
            CancellationToken.None).ConfigureAwait(false);
        if (effects is null) return false;
        committed?.Invoke();
        Apply(effects);
        return true;
    }

    public T Read<T>(Func<SqlSession, T> query) => _database.Read(query);

    /// <summary>Gives a workflow its next turn when it has heard something and none is under way.</summary>
    public void Schedule(RunningInstance instance)
    {
        WorkflowTurn turn;
        lock (instance.Lock)
        {
            if (!instance.Ready) return;
            turn = instance.Turn = new WorkflowTurn(instance, Guid.NewGuid().ToString("N"), ReadHistory, Time);
        }

        Pool(instance.Key.AppId).Enqueue(turn);
    }

    /// <summary>Schedules again a while after a failure.</summary>
    public async Task ScheduleLaterAsync(RunningInstance instance)
    {
        await Task.Delay(PauseAfterFailure, Time, CancellationToken.None).ConfigureAwait(false);
        Schedule(instance);
    }

    /// <summary>Whether there are few enough workflows to keep every history in memory.</summary>
    public bool KeepsHistories => _instances.Count <= MostHistoriesKept;

    /// <summary>Forgets a workflow that has ended and lets those who wait for it know.</summary>
    public void End(RunningInstance instance)
    {
        lock (instance.Lock) instance.Ended = true;
        _instances.TryRemove(KeyValuePair.Create(instance.Key, instance));
        Changed(instance.Key);
    }

    public void Changed(InstanceKey key)
    {
        if (_changes.TryRemove(key, out var waiting)) waiting.TrySetResult();
    }

    /// <summary>Completes at the next change of a workflow's status.</summary>
    public Task NextChangeAsync(InstanceKey key) =>
        _changes.GetOrAdd(key, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public ValueTask DisposeAsync() => _timers.DisposeAsync();

    private List<HistoryEvent> ReadHistory(InstanceKey key) => _database.Read(session => WorkflowQueries.History(session, key));

    private void Apply(WorkflowEffects effects)
    {
        foreach (var created in effects.Created)
        {
            _instances[created.Instance.Key] = new RunningInstance(created.Instance.Key, created.State)
            {
                Start = created.Instance.Event,
                History = created.State.WorkflowStatus == OrchestrationStatus.Pending ? [] : null,
            };
        }

        foreach (var ended in effects.Ended)
        {
            if (_instances.TryGetValue(ended.Key, out var instance) && instance.Execution == ended.State.ExecutionId) End(instance);
            else Changed(ended.Key);
        }

        foreach (var timer in effects.Timers) _timers.Add(timer);
        foreach (var activity in effects.Activities) Pool(activity.TargetApp).Enqueue(new ActivityOrder(activity));
        foreach (var (posted, id) in effects.Posted) Deliver(posted, id);
    }

    private void Deliver(OutgoingEvent posted, long id)
    {
        if (!_instances.TryGetValue(posted.Target, out var instance)) return;
        lock (instance.Lock) instance.Receive(id, posted.Event, posted.Execution);
        Schedule(instance);
    }

    private async Task FireAsync(IReadOnlyList<PendingTimer> due)
    {
        try
        {
            await CommitAsync((session, changes) =>
            {
                foreach (var timer in due)
                {
                    if (WorkflowTables.RemoveTimer(session, timer)) changes.Post(new OutgoingEvent(timer.Owner, timer.Execution, timer.Event));
                }

                return true;
            }).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            TimersNotStored(exception, due.Count);
            await Task.Delay(PauseAfterFailure, Time, CancellationToken.None).ConfigureAwait(false);
            foreach (var timer in due) _timers.Add(timer);
        }
    }

    /// <summary>Takes up what an earlier run left: running workflows, unanswered activities, timers.</summary>
    private void Load()
    {
        foreach (var stored in _database.Read(WorkflowQueries.Running)) Load(stored);
        foreach (var activity in _database.Read(WorkflowQueries.Activities)) Pool(activity.TargetApp).Enqueue(new ActivityOrder(activity));
        foreach (var timer in _database.Read(WorkflowQueries.Timers)) _timers.Add(timer);
        foreach (var instance in _instances.Values) Schedule(instance);
        if (!_instances.IsEmpty) TakenUp(_instances.Count);
    }

    private void Load(StoredInstance stored)
    {
        var history = ReadHistory(stored.Key);
        var instance = new RunningInstance(stored.Key, stored.State)
        {
            History = history,
            Start = history.FirstOrDefault(happened => happened.ExecutionStarted is not null)?.ExecutionStarted,
        };
        foreach (var item in _database.Read(session => WorkflowQueries.Inbox(session, stored.Key))) instance.Receive(item.Id, item.Event, null);
        _instances[stored.Key] = instance;
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} running workflows are taken up")]
    private partial void TakenUp(int count);

    [LoggerMessage(2, LogLevel.Error, "{Count} timers that came due could not be stored and are tried again")]
    private partial void TimersNotStored(Exception exception, int count);
}
