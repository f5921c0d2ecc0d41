using System.Text.Json.Nodes;
using Amazon.S3;
using MlPlatform.Aws.Documents;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Store;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Steps;

/// <summary>Begins steps and looks after them. Everything may be done again after a crash: names are fixed, results are kept.</summary>
internal sealed class StepRunner(PipelineStore store, PipelineEvents events, IOperations operations, IAmazonS3 objects, TimeProvider time)
{
    /// <summary>Starts an attempt of a step, or meets the one already started.</summary>
    public async Task<StepState> BeginAsync(string executionId, string stepName, int attempt, CancellationToken cancellationToken)
    {
        var execution = await store.ExecutionOfIdAsync(executionId, cancellationToken);
        var known = (await store.Steps.FindAsync(ExecutionStep.IdOf(executionId, stepName), cancellationToken))?.Value;
        if (known?.Attempt == attempt && known.Result is not null) return StepState.Of(known);
        if (execution.Status == ExecutionStatus.Stopping && known?.Attempt != attempt) return StepState.NotStarted;

        var definition = PipelineDefinitionParser.Parse(execution.Definition);
        var declared = definition.Step(stepName);
        var step = known?.Attempt == attempt ? known : await OpenAsync(execution, declared, known, attempt, cancellationToken);
        try
        {
            var evaluator = new ExpressionEvaluator(new ExecutionScope(execution, definition, step, store, objects));
            var arguments = await evaluator.EvaluateAsync(PipelineGraph.OwnArguments(declared), cancellationToken);
            return StepState.Of(await StartAsync(execution, step, arguments, cancellationToken));
        }
        catch (Exception fault) when (fault is ExpressionException or PipelineDefinitionException)
        {
            return StepState.Of(await FailAsync(execution, step, $"ClientError: {fault.Message}", failureType: null, cancellationToken));
        }
        catch (PlatformCallException fault) when (!fault.IsTransient)
        {
            return StepState.Of(await FailAsync(execution, step, $"ClientError: {fault.Reason}", FailureTypes.Of(fault), cancellationToken));
        }
    }

    /// <summary>Looks how a step's job is doing, passes on a wish to stop, and keeps the result once there is one.</summary>
    public async Task<StepState> CheckAsync(string executionId, string stepName, CancellationToken cancellationToken)
    {
        var execution = await store.ExecutionOfIdAsync(executionId, cancellationToken);
        var step = (await store.Steps.FindAsync(ExecutionStep.IdOf(executionId, stepName), cancellationToken))!.Value;
        if (step.Result is not null || JobKind.Of(step.Type) is not { } kind) return StepState.Of(step);

        var name = new JsonObject { [kind.NameMember] = step.ResourceName };
        var job = await operations.SendAsync(kind.Describe, name, execution.Context, cancellationToken);
        switch (job[kind.StatusMember]?.ToString())
        {
            case "Completed":
                await TuningResults.AddAsync(operations, step, job, execution.Context, cancellationToken);
                return StepState.Of(await EndAsync(execution, step, new StepResult(StepEnd.Succeeded), job, cancellationToken));
            case "Failed":
                var reason = job["FailureReason"]?.ToString() ?? "The job failed.";
                return StepState.Of(await FailAsync(execution, step, reason, FailureTypes.OfJob(reason), cancellationToken));
            case "Stopped":
                var end = execution.Status == ExecutionStatus.Stopping ? StepEnd.Stopped : StepEnd.Failed;
                return StepState.Of(await EndAsync(execution, step, new StepResult(end, Failure: "The job was stopped."), job, cancellationToken));
            default:
                if (execution.Status == ExecutionStatus.Stopping && !step.StopAsked) await StopAsync(execution, step, kind, cancellationToken);
                return StepState.Of(step);
        }
    }

    private async Task<ExecutionStep> OpenAsync(
        Execution execution, StepDefinition declared, ExecutionStep? earlier, int attempt, CancellationToken cancellationToken)
    {
        var length = JobKind.Of(declared.Type)?.MaxNameLength;
        var step = new ExecutionStep
        {
            ExecutionId = execution.Id,
            Name = declared.Name,
            Type = declared.Type,
            DisplayName = declared.DisplayName,
            Description = declared.Description,
            StartTime = earlier?.StartTime ?? time.GetUtcNow(),
            Attempt = attempt,
            ResourceName = JobNames.For(execution.Id, declared.Name, attempt, length ?? 63),
        };
        if (earlier is null && await store.Steps.TryCreateAsync(step, cancellationToken, events.StepChanged(execution, step, null))) return step;
        return await store.Steps.UpdateAsync(
            step.Id, _ => new DocumentChange<ExecutionStep>(step, events.StepChanged(execution, step, earlier?.Status)), cancellationToken) ?? step;
    }

    private async Task<ExecutionStep> StartAsync(Execution execution, ExecutionStep step, JsonNode? arguments, CancellationToken cancellationToken)
    {
        switch (step.Type)
        {
            case StepType.Condition:
                var outcome = ConditionEvaluator.All(arguments);
                return await EndAsync(execution, step, new StepResult(StepEnd.Succeeded, outcome), null, cancellationToken);
            case StepType.Fail:
                return await FailAsync(execution, step, arguments?["ErrorMessage"]?.ToString() ?? "", failureType: null, cancellationToken);
            case StepType.Model:
            case StepType.RegisterModel:
                var made = await new ModelSteps(operations, execution.Context).MakeAsync(step, (JsonObject)arguments!, cancellationToken);
                return await EndAsync(execution, step, new StepResult(StepEnd.Succeeded), made, cancellationToken);
            default:
                return await CreateJobAsync(execution, step, (JsonObject)arguments!, cancellationToken);
        }
    }

    private async Task<ExecutionStep> CreateJobAsync(Execution execution, ExecutionStep step, JsonObject request, CancellationToken cancellationToken)
    {
        var kind = JobKind.Of(step.Type)!;
        request[kind.NameMember] = step.ResourceName;
        await operations.CreateOnceAsync(kind.Create, request, execution.Context, cancellationToken);
        var job = await operations.SendAsync(
            kind.Describe, new JsonObject { [kind.NameMember] = step.ResourceName }, execution.Context, cancellationToken);
        return await store.Steps.UpdateAsync(
            step.Id,
            current => new DocumentChange<ExecutionStep>(current with { Arn = job[kind.ArnMember]?.ToString() }),
            cancellationToken) ?? step;
    }

    private async Task StopAsync(Execution execution, ExecutionStep step, JobKind kind, CancellationToken cancellationToken)
    {
        try
        {
            await operations.SendAsync(kind.Stop, new JsonObject { [kind.NameMember] = step.ResourceName }, execution.Context, cancellationToken);
        }
        catch (PlatformCallException fault) when (!fault.IsTransient)
        {
            // The job ended in between; the next look shows how.
        }

        await store.Steps.UpdateAsync(
            step.Id, current => new DocumentChange<ExecutionStep>(current with { StopAsked = true }), cancellationToken);
    }

    private Task<ExecutionStep> FailAsync(
        Execution execution, ExecutionStep step, string reason, string? failureType, CancellationToken cancellationToken) =>
        EndAsync(execution, step, new StepResult(StepEnd.Failed, Failure: reason, FailureType: failureType), null, cancellationToken);

    private async Task<ExecutionStep> EndAsync(
        Execution execution, ExecutionStep step, StepResult result, JsonObject? properties, CancellationToken cancellationToken)
    {
        var arn = properties is null ? null : ModelSteps.ArnIn(step.Type, properties);
        return await store.Steps.UpdateAsync(step.Id, current =>
        {
            var ended = current with { Result = result, Properties = properties, EndTime = time.GetUtcNow(), Arn = arn ?? current.Arn };
            return new DocumentChange<ExecutionStep>(ended, events.StepChanged(execution, ended, current.Status));
        }, cancellationToken) ?? step;
    }
}
