namespace MlPlatform.Dapr;

/// <summary>A workflow as the worker runs it; derive from <see cref="Workflow{TInput,TOutput}"/>.</summary>
public interface IWorkflow
{
    /// <summary>The type of the input.</summary>
    Type InputType { get; }

    /// <summary>The type of the output.</summary>
    Type OutputType { get; }

    /// <summary>Runs the workflow.</summary>
    Task<object?> RunAsync(WorkflowContext context, object? input);
}

/// <summary>
/// Work that outlives processes. The code is replayed from its history after every step, so it must be deterministic: time, ids and
/// waiting come from the <see cref="WorkflowContext"/>, side effects belong into activities.
/// </summary>
public abstract class Workflow<TInput, TOutput> : IWorkflow
{
    /// <inheritdoc/>
    Type IWorkflow.InputType => typeof(TInput);

    /// <inheritdoc/>
    Type IWorkflow.OutputType => typeof(TOutput);

    /// <summary>Runs the workflow.</summary>
    public abstract Task<TOutput> RunAsync(WorkflowContext context, TInput input);

    /// <inheritdoc/>
    async Task<object?> IWorkflow.RunAsync(WorkflowContext context, object? input)
        => await RunAsync(context, (TInput)input!).ConfigureAwait(false);
}
