using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>The client's half of the workflow building block. What an operation changes is durable when its task completes.</summary>
internal sealed class WorkflowClientBlock(TaskHub hub)
{
    private const int PurgePage = 500;

    /// <summary>Starts a workflow; the id of an ended one may be used again, that of a running one is refused.</summary>
    public async Task<string> StartAsync(string appId, CreateInstanceRequest request)
    {
        if (request.Name.Length == 0) throw RuntimeErrors.WorkflowNameMissing.With("workflow name is not configured");
        var id = request.InstanceId.Length > 0 ? request.InstanceId : Guid.NewGuid().ToString();
        var instance = NewInstance(new InstanceKey(appId, id), request);
        var started = await hub.CommitAsync((_, changes) => changes.Start(instance)).ConfigureAwait(false);
        return started ? id : throw RuntimeErrors.InstanceExists.With($"an active workflow with ID '{id}' already exists");
    }

    /// <summary>The state of a workflow, or null where there is none.</summary>
    public WorkflowState? Get(string appId, string instanceId)
    {
        var key = new InstanceKey(appId, instanceId);
        if (hub.Running(key) is not { } running) return hub.Read(session => WorkflowQueries.Find(session, key))?.State;
        lock (running.Lock) return running.Visible();
    }

    /// <summary>Waits until the state is as asked for.</summary>
    public async Task<WorkflowState> WaitAsync(
        string appId, string instanceId, Func<OrchestrationStatus, bool> until, CancellationToken cancellationToken)
    {
        var state = Get(appId, instanceId) ?? throw NotFound(instanceId);
        while (!until(state.WorkflowStatus))
        {
            // Asked for before the state is read again, so that no change falls between the two.
            var change = hub.NextChangeAsync(new InstanceKey(appId, instanceId));
            state = Get(appId, instanceId) ?? throw NotFound(instanceId);
            if (until(state.WorkflowStatus)) return state;
            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
            state = Get(appId, instanceId) ?? throw NotFound(instanceId);
        }

        return state;
    }

    /// <summary>Raises an event; a workflow that has ended does not hear it, one that never was is refused.</summary>
    public Task RaiseAsync(string appId, RaiseEventRequest request)
    {
        var happened = Now();
        happened.EventRaised = new EventRaisedEvent { Name = request.Name, Input = request.Input };
        return PostAsync(appId, request.InstanceId, happened);
    }

    public async Task SuspendAsync(string appId, string instanceId, string? reason)
    {
        var happened = Now();
        happened.ExecutionSuspended = new ExecutionSuspendedEvent { Input = reason };
        await PostAsync(appId, instanceId, happened, suspended: true).ConfigureAwait(false);
        hub.Changed(new InstanceKey(appId, instanceId));
    }

    public async Task ResumeAsync(string appId, string instanceId, string? reason)
    {
        var happened = Now();
        happened.ExecutionResumed = new ExecutionResumedEvent { Input = reason };
        await PostAsync(appId, instanceId, happened, suspended: false).ConfigureAwait(false);
        hub.Changed(new InstanceKey(appId, instanceId));
    }

    /// <summary>Ends a workflow at once; one that has ended stays as it is.</summary>
    public async Task TerminateAsync(string appId, TerminateRequest request)
    {
        RequireKnown(appId, request.InstanceId);
        await hub.CommitAsync((_, changes) =>
            changes.Terminate(new InstanceKey(appId, request.InstanceId), request.Output, request.Recursive)).ConfigureAwait(false);
    }

    /// <summary>Deletes what is kept of an ended workflow (of a running one only by force); tells how many were deleted.</summary>
    public async Task<int> PurgeAsync(string appId, string instanceId, bool recursive, bool force)
    {
        var key = new InstanceKey(appId, instanceId);
        if (Get(appId, instanceId) is not { } state) return 0;
        if (!WorkflowStatus.IsTerminal(state.WorkflowStatus))
        {
            if (!force) throw RuntimeErrors.WorkflowNotTerminal.With($"the workflow '{instanceId}' has not ended and cannot be purged");
            await hub.CommitAsync((_, changes) => changes.Terminate(key, null, recursive)).ConfigureAwait(false);
        }

        var deleted = 0;
        await hub.CommitAsync((session, _) =>
        {
            deleted = Delete(session, key, recursive);
            return true;
        }).ConfigureAwait(false);
        return deleted;
    }

    /// <summary>Deletes the ended workflows of an app that a filter names.</summary>
    public async Task<int> PurgeAsync(string appId, PurgeInstanceFilter filter, bool recursive)
    {
        var deleted = 0;
        var after = "";
        while (hub.Read(session => WorkflowQueries.Page(session, appId, after, PurgePage)) is { Count: > 0 } page)
        {
            foreach (var stored in page.Where(stored => Fits(stored.State, filter)))
            {
                deleted += await PurgeAsync(appId, stored.Key.InstanceId, recursive, force: false).ConfigureAwait(false);
            }

            after = page[^1].Key.InstanceId;
        }

        return deleted;
    }

    public (IReadOnlyList<string> Ids, string? Next) List(string appId, string? after, int pageSize)
    {
        var page = hub.Read(session => WorkflowQueries.Page(session, appId, after ?? "", pageSize + 1L));
        var ids = page.Take(pageSize).Select(stored => stored.Key.InstanceId).ToList();
        return (ids, page.Count > pageSize ? ids[^1] : null);
    }

    public IReadOnlyList<HistoryEvent> History(string appId, string instanceId)
    {
        RequireKnown(appId, instanceId);
        return hub.Read(session => WorkflowQueries.History(session, new InstanceKey(appId, instanceId)));
    }

    /// <summary>Starts a workflow from one event of an ended one; what was done before that event is not done again.</summary>
    public async Task<string> RerunAsync(string appId, RerunWorkflowFromEventRequest request)
    {
        var source = Get(appId, request.SourceInstanceID) ?? throw NotFound(request.SourceInstanceID);
        if (!WorkflowStatus.IsTerminal(source.WorkflowStatus))
        {
            throw RuntimeErrors.WorkflowNotTerminal.With($"the workflow '{request.SourceInstanceID}' has not ended and cannot be run again");
        }

        var id = request.HasNewInstanceID ? request.NewInstanceID : Guid.NewGuid().ToString();
        var rerun = WorkflowRerun.Plan(new InstanceKey(appId, id), source, History(appId, request.SourceInstanceID), request, hub.Time.GetUtcNow());
        var started = await hub.CommitAsync((_, changes) => changes.Rerun(rerun)).ConfigureAwait(false);
        return started ? id : throw RuntimeErrors.InstanceExists.With($"an active workflow with ID '{id}' already exists");
    }

    private static int Delete(SqlSession session, InstanceKey key, bool recursive)
    {
        if (WorkflowQueries.Find(session, key) is not { } stored || !WorkflowStatus.IsTerminal(stored.State.WorkflowStatus)) return 0;
        var children = recursive ? WorkflowFamily.Children(key, WorkflowQueries.History(session, key)).ToList() : [];
        WorkflowTables.Delete(session, key);
        return 1 + children.Sum(child => Delete(session, child, recursive));
    }

    private static bool Fits(WorkflowState state, PurgeInstanceFilter filter) =>
        WorkflowStatus.IsTerminal(state.WorkflowStatus)
        && (filter.RuntimeStatus.Count == 0 || filter.RuntimeStatus.Contains(state.WorkflowStatus))
        && (filter.CreatedTimeFrom is null || state.CreatedTimestamp >= filter.CreatedTimeFrom)
        && (filter.CreatedTimeTo is null || state.CreatedTimestamp <= filter.CreatedTimeTo);

    private async Task PostAsync(string appId, string instanceId, HistoryEvent happened, bool? suspended = null)
    {
        RequireKnown(appId, instanceId);
        var key = new InstanceKey(appId, instanceId);
        await hub.CommitAsync((session, changes) =>
        {
            changes.Post(new OutgoingEvent(key, null, happened));
            if (suspended is { } flag) WorkflowTables.SetSuspended(session, key, flag);
            return true;
        }).ConfigureAwait(false);
    }

    private NewInstance NewInstance(InstanceKey key, CreateInstanceRequest request)
    {
        var happened = Now();
        happened.ExecutionStarted = new ExecutionStartedEvent
        {
            Name = request.Name,
            Version = request.Version,
            Input = request.Input,
            ScheduledStartTimestamp = request.ScheduledStartTimestamp,
            ParentTraceContext = request.ParentTraceContext,
            WorkflowInstance = new WorkflowInstance
            {
                InstanceId = key.InstanceId,
                ExecutionId = string.IsNullOrEmpty(request.ExecutionId) ? Guid.NewGuid().ToString("N") : request.ExecutionId,
            },
        };
        happened.ExecutionStarted.Tags.Add(request.Tags);
        return new NewInstance(key, happened, null);
    }

    private void RequireKnown(string appId, string instanceId)
    {
        if (Get(appId, instanceId) is null) throw NotFound(instanceId);
    }

    private HistoryEvent Now() => HistoryEvents.At(hub.Time.GetUtcNow());

    private static RuntimeErrorException NotFound(string instanceId) =>
        RuntimeErrors.InstanceNotFound.With($"unable to find workflow with the provided instance ID: {instanceId}");
}
