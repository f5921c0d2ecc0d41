using MlPlatform.Pipelines.Steps;

namespace MlPlatform.Pipelines.Activities;

/// <summary>Starts an attempt of a step.</summary>
internal sealed class BeginStep(StepRunner runner) : WorkflowActivity<StepCall, StepState>
{
    public override Task<StepState> RunAsync(WorkflowActivityContext context, StepCall input) =>
        runner.BeginAsync(input.ExecutionId, input.Step, input.Attempt, CancellationToken.None);
}

/// <summary>One attempt of one step of an execution.</summary>
public sealed record StepCall(string ExecutionId, string Step, int Attempt);
