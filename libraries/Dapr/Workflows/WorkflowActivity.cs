namespace MlPlatform.Dapr;

/// <summary>An activity as the worker runs it; derive from <see cref="WorkflowActivity{TInput,TOutput}"/>.</summary>
public interface IWorkflowActivity
{
    /// <summary>The type of the input.</summary>
    Type InputType { get; }

    /// <summary>The type of the output.</summary>
    Type OutputType { get; }

    /// <summary>Runs the activity.</summary>
    Task<object?> RunAsync(WorkflowActivityContext context, object? input);
}

/// <summary>
/// One step of a workflow, created with its services for each run. It runs at least once: after a crash it runs again with the same
/// <see cref="WorkflowActivityContext.TaskExecutionKey"/>.
/// </summary>
public abstract class WorkflowActivity<TInput, TOutput> : IWorkflowActivity
{
    /// <inheritdoc/>
    Type IWorkflowActivity.InputType => typeof(TInput);

    /// <inheritdoc/>
    Type IWorkflowActivity.OutputType => typeof(TOutput);

    /// <summary>Runs the activity.</summary>
    public abstract Task<TOutput> RunAsync(WorkflowActivityContext context, TInput input);

    /// <inheritdoc/>
    async Task<object?> IWorkflowActivity.RunAsync(WorkflowActivityContext context, object? input)
        => await RunAsync(context, (TInput)input!).ConfigureAwait(false);
}

/// <summary>The name of an activity.</summary>
public readonly record struct TaskIdentifier(string Name)
{
    /// <summary>A name as an identifier.</summary>
    public static implicit operator TaskIdentifier(string name) => new(name);

    /// <summary>The name of an identifier.</summary>
    public static implicit operator string(TaskIdentifier identifier) => identifier.Name;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What an activity knows of its run.</summary>
public abstract class WorkflowActivityContext
{
    /// <summary>The name of the activity.</summary>
    public abstract TaskIdentifier Identifier { get; }

    /// <summary>The same for every run of the same step: the key under which side effects are remembered.</summary>
    public abstract string TaskExecutionKey { get; }

    /// <summary>The instance of the workflow that called.</summary>
    public abstract string InstanceId { get; }
}
