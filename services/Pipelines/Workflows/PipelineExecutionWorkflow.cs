using MlPlatform.Pipelines.Activities;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Steps;

namespace MlPlatform.Pipelines.Workflows;

/// <summary>Runs the steps of one execution: each as soon as what it waits for has succeeded.</summary>
internal sealed class PipelineExecutionWorkflow : Workflow<ExecutionRun, string>
{
    /// <summary>Raised when somebody asks to stop the execution.</summary>
    public const string StopEvent = "stop";

    public override async Task<string> RunAsync(WorkflowContext context, ExecutionRun input)
    {
        var plan = await context.CallActivityAsync<ExecutionPlan>(nameof(PlanExecution), input, Patience.Options);
        var progress = new ExecutionProgress(plan.Steps, plan.MaxParallelSteps);
        var running = new Dictionary<string, Task<StepResult>>(StringComparer.Ordinal);
        Task stop = context.WaitForExternalEventAsync<bool>(StopEvent);
        while (true)
        {
            foreach (var step in progress.StartReady()) running[step.Name] = StepRun.RunAsync(context, input.ExecutionId, step, stop);
            if (progress.IsOver) break;

            Task[] waitingFor = stop.IsCompleted ? [.. running.Values] : [.. running.Values, stop];
            await Task.WhenAny(waitingFor);
            if (stop.IsCompleted) progress.Halt();
            foreach (var (name, run) in running.Where(pair => pair.Value.IsCompleted).ToArray())
            {
                running.Remove(name);
                progress.End(name, await run);
            }
        }

        var ending = new ExecutionEnding(input.ExecutionId, progress.Failure?.Step, progress.Failure?.Reason, progress.IsHalted);
        return await context.CallActivityAsync<string>(nameof(FinishExecution), ending, Patience.Options);
    }
}
