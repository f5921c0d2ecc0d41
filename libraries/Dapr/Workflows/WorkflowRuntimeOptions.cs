using System.Text.Json;

namespace MlPlatform.Dapr;

/// <summary>The workflows and activities of an app, and how many of each run at once.</summary>
public sealed class WorkflowRuntimeOptions
{
    private int _maxConcurrentWorkflows = 100;
    private int _maxConcurrentActivities = 100;

    /// <summary>How many workflows take a turn at once; 100 unless told otherwise.</summary>
    public int MaxConcurrentWorkflows
    {
        get => _maxConcurrentWorkflows;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _maxConcurrentWorkflows = value;
        }
    }

    /// <summary>How many activities run at once; 100 unless told otherwise.</summary>
    public int MaxConcurrentActivities
    {
        get => _maxConcurrentActivities;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            _maxConcurrentActivities = value;
        }
    }

    internal Dictionary<string, Type> Workflows { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, Type> Activities { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal JsonSerializerOptions Json { get; } = WorkflowJson.Options;

    /// <summary>Registers a workflow under a name, its type name unless told otherwise.</summary>
    public void RegisterWorkflow<TWorkflow>(string? name = null)
        where TWorkflow : class, IWorkflow
        => Register(Workflows, name ?? typeof(TWorkflow).Name, typeof(TWorkflow));

    /// <summary>Registers an activity under a name, its type name unless told otherwise.</summary>
    public void RegisterActivity<TActivity>(string? name = null)
        where TActivity : class, IWorkflowActivity
        => Register(Activities, name ?? typeof(TActivity).Name, typeof(TActivity));

    private static void Register(Dictionary<string, Type> types, string name, Type type)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!types.TryAdd(name, type) && types[name] != type)
        {
            throw new ArgumentException($"'{name}' is registered already, as {types[name]}; {type} needs a name of its own.", nameof(name));
        }
    }
}
