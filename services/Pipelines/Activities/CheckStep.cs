using MlPlatform.Pipelines.Steps;

namespace MlPlatform.Pipelines.Activities;

/// <summary>Looks how a step's job is doing.</summary>
internal sealed class CheckStep(StepRunner runner) : WorkflowActivity<StepCall, StepState>
{
    public override Task<StepState> RunAsync(WorkflowActivityContext context, StepCall input) =>
        runner.CheckAsync(input.ExecutionId, input.Step, CancellationToken.None);
}
