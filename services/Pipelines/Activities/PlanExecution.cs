using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Activities;

/// <summary>Reads the definition of an execution into what its workflow needs: names, order, and what is done already.</summary>
internal sealed class PlanExecution(PipelineStore store) : WorkflowActivity<ExecutionRun, ExecutionPlan>
{
    private const int DefaultParallelSteps = 8;

    public override async Task<ExecutionPlan> RunAsync(WorkflowActivityContext context, ExecutionRun input)
    {
        var execution = await store.ExecutionOfIdAsync(input.ExecutionId, CancellationToken.None);
        var definition = PipelineDefinitionParser.Parse(execution.Definition);
        var graph = PipelineGraph.Of(definition.Steps);
        var earlier = (await store.StepsAsync(execution.Id, CancellationToken.None)).ToDictionary(step => step.Name, StringComparer.Ordinal);
        var steps = definition.Steps.Select(step => Plan(step, graph, earlier.GetValueOrDefault(step.Name)));
        return new ExecutionPlan([.. steps], execution.MaxParallelSteps ?? DefaultParallelSteps);
    }

    private static PlannedStep Plan(StepDefinition step, PipelineGraph graph, ExecutionStep? earlier) => new(
        step.Name,
        graph.WaitsFor(step.Name),
        step.Branch?.Condition,
        step.Branch?.When ?? true,
        step.Retries,
        FirstAttempt: (earlier?.Attempt ?? 0) + 1,
        Done: earlier?.Result is { End: StepEnd.Succeeded } result ? result : null);
}

/// <summary>One run of an execution; a retry is another run.</summary>
public sealed record ExecutionRun(string ExecutionId, int Run);

/// <summary>The steps of an execution as its workflow sees them.</summary>
public sealed record ExecutionPlan(IReadOnlyList<PlannedStep> Steps, int MaxParallelSteps);
