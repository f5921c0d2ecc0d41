using Microsoft.Extensions.DependencyInjection;

namespace MlPlatform.Dapr;

/// <summary>Creates the registered workflows and activities by the names on the wire.</summary>
internal sealed class WorkflowRegistry(WorkflowRuntimeOptions options)
{
    private readonly Dictionary<string, ObjectFactory> _workflows = Factories(options.Workflows);
    private readonly Dictionary<string, ObjectFactory> _activities = Factories(options.Activities);

    /// <summary>A new workflow.</summary>
    /// <exception cref="WorkflowNotRegisteredException">The name is not registered.</exception>
    public IWorkflow CreateWorkflow(string name, IServiceProvider services)
        => _workflows.TryGetValue(name, out var factory)
            ? (IWorkflow)factory(services, null)
            : throw new WorkflowNotRegisteredException("workflow", name, _workflows.Keys);

    /// <summary>A new activity.</summary>
    /// <exception cref="WorkflowNotRegisteredException">The name is not registered.</exception>
    public IWorkflowActivity CreateActivity(string name, IServiceProvider services)
        => _activities.TryGetValue(name, out var factory)
            ? (IWorkflowActivity)factory(services, null)
            : throw new WorkflowNotRegisteredException("activity", name, _activities.Keys);

    private static Dictionary<string, ObjectFactory> Factories(Dictionary<string, Type> types)
        => types.ToDictionary(
            static entry => entry.Key, static entry => ActivatorUtilities.CreateFactory(entry.Value, Type.EmptyTypes), StringComparer.OrdinalIgnoreCase);
}

/// <summary>A workflow or an activity that this app has not registered.</summary>
public sealed class WorkflowNotRegisteredException(string kind, string name, IEnumerable<string> known)
    : InvalidOperationException($"No {kind} '{name}' is registered in this app; registered are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
