using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Pipelines;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Store;
using MlPlatform.Pipelines.Workflows;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Starts an execution. Its id is drawn from the client's token, so the same token means the same execution.</summary>
internal sealed class StartPipelineExecution(PipelineStore store, PipelineEvents events, IWorkflowStarter starter, TimeProvider time)
    : IOperation<StartPipelineExecutionRequest, StartPipelineExecutionResponse>
{
    public async Task<StartPipelineExecutionResponse> HandleAsync(
        StartPipelineExecutionRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        if (request.SelectiveExecutionConfig is not null) throw AwsException.Validation("SelectiveExecutionConfig is not supported here.");
        var pipeline = await store.PipelineAsync(request.PipelineName, cancellationToken);
        var execution = NewExecution(request, pipeline, context);
        if (await store.Executions.TryCreateAsync(execution, cancellationToken, events.ExecutionChanged(execution, previousStatus: null)))
        {
            await store.Pipelines.UpdateAsync(
                pipeline.Name, current => new DocumentChange<Pipeline>(current with { LastRunTime = execution.CreationTime }), cancellationToken);
        }
        else
        {
            execution = await store.ExecutionOfIdAsync(execution.Id, cancellationToken);
        }

        if (!execution.IsOver) await starter.EnqueueAsync(OpenExecutions.StartOf(execution), cancellationToken);
        return new StartPipelineExecutionResponse(execution.Arn);
    }

    private Execution NewExecution(StartPipelineExecutionRequest request, Pipeline pipeline, OperationContext context)
    {
        var id = ExecutionIds.Of(pipeline.Arn, request.ClientRequestToken);
        var now = time.GetUtcNow();
        return new Execution
        {
            Id = id,
            Arn = $"{pipeline.Arn}/execution/{id}",
            PipelineName = pipeline.Name,
            PipelineArn = pipeline.Arn,
            DisplayName = request.PipelineExecutionDisplayName ?? $"execution-{now.ToUnixTimeMilliseconds()}",
            Description = request.PipelineExecutionDescription,
            Definition = pipeline.Definition,
            Parameters = Values(pipeline, request.PipelineParameters ?? []),
            Status = ExecutionStatus.Executing,
            MaxParallelSteps = request.ParallelismConfiguration?.MaxParallelExecutionSteps ?? pipeline.MaxParallelSteps,
            CreationTime = now,
            LastModifiedTime = now,
            Region = context.Region,
            AccountId = context.AccountId,
        };
    }

    private static Dictionary<string, string> Values(Pipeline pipeline, IReadOnlyList<PipelineParameter> given)
    {
        var twice = given.GroupBy(parameter => parameter.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw AwsException.Validation($"The parameter {twice.Key} is given more than once.");
        var values = DefinitionSource.Checked(() => ParameterParser.Bind(
            PipelineDefinitionParser.Parse(pipeline.Definition).Parameters,
            given.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal)));
        return values.ToDictionary(value => value.Key, value => value.Value.ToString(), StringComparer.Ordinal);
    }
}
