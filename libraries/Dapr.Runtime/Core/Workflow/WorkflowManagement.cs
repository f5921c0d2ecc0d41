using System.Buffers;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>Dapr's workflow management API: start, get, pause, resume, raise, terminate, purge by component and instance id.</summary>
internal sealed class WorkflowManagement(WorkflowClientBlock client, ResourceSet resources)
{
    /// <summary>The component that is always there.</summary>
    private const string BuiltIn = "dapr";

    private const int LongestId = 64;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    public Task<string> StartAsync(string appId, string component, string name, string instanceId, string? input)
    {
        RequireComponent(appId, component);
        if (name.Length == 0) throw RuntimeErrors.WorkflowNameMissing.With("workflow name is not configured");
        if (instanceId.Length > LongestId) throw RuntimeErrors.InstanceIdTooLong.With($"workflow instance ID exceeds the max length of {LongestId} characters");
        if (instanceId.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            throw RuntimeErrors.InstanceIdInvalid.With(
                $"workflow instance ID '{instanceId}' is invalid: only alphanumeric and underscore characters are allowed");
        }

        return client.StartAsync(appId, new CreateInstanceRequest { Name = name, InstanceId = instanceId, Input = input });
    }

    public WorkflowState Get(string appId, string component, string instanceId)
    {
        RequireComponent(appId, component);
        return client.Get(appId, instanceId)
            ?? throw RuntimeErrors.InstanceNotFound.With($"unable to find workflow with the provided instance ID: {instanceId}");
    }

    public Task RaiseAsync(string appId, string component, string instanceId, string eventName, string? data)
    {
        RequireComponent(appId, component);
        if (eventName.Length == 0) throw RuntimeErrors.WorkflowEventNameMissing.With("missing workflow event name");
        return client.RaiseAsync(appId, new RaiseEventRequest { InstanceId = instanceId, Name = eventName, Input = data });
    }

    public Task TerminateAsync(string appId, string component, string instanceId)
    {
        RequireComponent(appId, component);
        return client.TerminateAsync(appId, new TerminateRequest { InstanceId = instanceId, Recursive = true });
    }

    public Task PauseAsync(string appId, string component, string instanceId)
    {
        RequireComponent(appId, component);
        return client.SuspendAsync(appId, instanceId, null);
    }

    public Task ResumeAsync(string appId, string component, string instanceId)
    {
        RequireComponent(appId, component);
        return client.ResumeAsync(appId, instanceId, null);
    }

    public Task PurgeAsync(string appId, string component, string instanceId)
    {
        Get(appId, component, instanceId);
        return client.PurgeAsync(appId, instanceId, recursive: true, force: false);
    }

    /// <summary>Input, output and the like under the names that Dapr gives them.</summary>
    public static IReadOnlyDictionary<string, string> Properties(WorkflowState state)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (state.Input is { } input) properties["dapr.workflow.input"] = input;
        if (state.Output is { } output) properties["dapr.workflow.output"] = output;
        if (state.CustomStatus is { } status) properties["dapr.workflow.custom_status"] = status;
        if (state.FailureDetails is { } failure)
        {
            properties["dapr.workflow.failure.error_type"] = failure.ErrorType;
            properties["dapr.workflow.failure.error_message"] = failure.ErrorMessage;
            if (failure.StackTrace is { } trace) properties["dapr.workflow.failure.stack_trace"] = trace;
        }

        return properties;
    }

    private void RequireComponent(string appId, string component)
    {
        if (component == BuiltIn || resources.OfType(ComponentTypes.Workflow, appId).Any(candidate => candidate.Name == component)) return;
        throw RuntimeErrors.WorkflowComponentNotFound.With($"unable to find workflow component '{component}'");
    }
}
