using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>Starts workflows and acts on their instances through the sidecar.</summary>
public sealed class DaprWorkflowClient : IDaprWorkflowClient
{
    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(500);

    private readonly TaskHubConnection _connection;
    private readonly JsonSerializerOptions _json = WorkflowJson.Options;
    private readonly TimeProvider _time;

    internal DaprWorkflowClient(TaskHubConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
    }

    /// <inheritdoc/>
    public Task<string> ScheduleNewWorkflowAsync(string name, string? instanceId = null, object? input = null)
        => ScheduleNewWorkflowAsync(name, instanceId, input, (DateTimeOffset?)null, CancellationToken.None);

    /// <inheritdoc/>
    public Task<string> ScheduleNewWorkflowAsync(string name, string? instanceId, object? input, DateTime? startTime)
        => ScheduleNewWorkflowAsync(
            name, instanceId, input, startTime is { } time ? new DateTimeOffset(time) : null, CancellationToken.None);

    /// <inheritdoc/>
    public async Task<string> ScheduleNewWorkflowAsync(
        string name, string? instanceId, object? input, DateTimeOffset? startTime, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var request = new CreateInstanceRequest
        {
            Name = name,
            InstanceId = string.IsNullOrEmpty(instanceId) ? Guid.NewGuid().ToString("N") : instanceId,
            Input = WorkflowJson.Write(input, _json),
            ScheduledStartTimestamp = startTime is { } time ? Timestamp.FromDateTimeOffset(time) : null,
        };
        var response = await CallAsync(TaskHubMethods.StartInstance, request, cancellation).ConfigureAwait(false);
        return response.InstanceId;
    }

    /// <inheritdoc/>
    public async Task<WorkflowState> GetWorkflowStateAsync(
        string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellation = default)
        => State(await CallAsync(TaskHubMethods.GetInstance, Query(instanceId, getInputsAndOutputs), cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<WorkflowState> WaitForWorkflowStartAsync(
        string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellation = default)
        => WaitAsync(TaskHubMethods.WaitForInstanceStart, Query(instanceId, getInputsAndOutputs), cancellation);

    /// <inheritdoc/>
    public Task<WorkflowState> WaitForWorkflowCompletionAsync(
        string instanceId, bool getInputsAndOutputs = true, CancellationToken cancellation = default)
        => WaitAsync(TaskHubMethods.WaitForInstanceCompletion, Query(instanceId, getInputsAndOutputs), cancellation);

    /// <inheritdoc/>
    public Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var request = new RaiseEventRequest { InstanceId = instanceId, Name = eventName, Input = WorkflowJson.Write(eventPayload, _json) };
        return CallAsync(TaskHubMethods.RaiseEvent, request, cancellation);
    }

    /// <inheritdoc/>
    public Task TerminateWorkflowAsync(string instanceId, object? output = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var request = new TerminateRequest { InstanceId = instanceId, Output = WorkflowJson.Write(output, _json), Recursive = true };
        return CallAsync(TaskHubMethods.TerminateInstance, request, cancellation);
    }

    /// <inheritdoc/>
    public Task SuspendWorkflowAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return CallAsync(TaskHubMethods.SuspendInstance, new SuspendRequest { InstanceId = instanceId, Reason = reason }, cancellation);
    }

    /// <inheritdoc/>
    public Task ResumeWorkflowAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return CallAsync(TaskHubMethods.ResumeInstance, new ResumeRequest { InstanceId = instanceId, Reason = reason }, cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var request = new PurgeInstancesRequest { InstanceId = instanceId, Recursive = true };
        var response = await CallAsync(TaskHubMethods.PurgeInstances, request, cancellation).ConfigureAwait(false);
        return response.DeletedInstanceCount > 0;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static GetInstanceRequest Query(string instanceId, bool getInputsAndOutputs)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new GetInstanceRequest { InstanceId = instanceId, GetInputsAndOutputs = getInputsAndOutputs };
    }

    private WorkflowState State(GetInstanceResponse response) => new(response.Exists ? response.WorkflowState : null, _json);

    /// <summary>Waits on the sidecar; when the sidecar restarts meanwhile, waits on the new one.</summary>
    private async Task<WorkflowState> WaitAsync(
        GrpcMethod<GetInstanceRequest, GetInstanceResponse> method, GetInstanceRequest request, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return State(await _connection.Channel.CallAsync(method, request, cancellation).ConfigureAwait(false));
            }
            catch (GrpcException lost) when (lost.Status == GrpcStatusCode.Unavailable)
            {
                await Task.Delay(ReconnectDelay, _time, cancellation).ConfigureAwait(false);
            }
            catch (GrpcException refused)
            {
                throw new DaprException($"Waiting for the workflow '{request.InstanceId}' failed: {refused.Message}", refused);
            }
        }
    }

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellation)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>, new()
        where TResponse : class, Google.Protobuf.IMessage<TResponse>, new()
    {
        try
        {
            return await _connection.Channel.CallAsync(method, request, cancellation).ConfigureAwait(false);
        }
        catch (GrpcException refused)
        {
            throw new DaprException($"{method.Path[(method.Path.LastIndexOf('/') + 1)..]} failed: {refused.Message}", refused);
        }
    }
}
