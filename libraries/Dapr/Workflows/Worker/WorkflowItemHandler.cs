using Google.Protobuf.Collections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>Takes the turns of workflows.</summary>
internal sealed class WorkflowItemHandler(
    GrpcChannel channel, WorkflowRegistry registry, WorkflowRuntimeOptions options, IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    /// <summary>Takes one turn and hands in its actions.</summary>
    public async Task HandleAsync(WorkflowRequest request, string completionToken, CancellationToken cancellationToken)
    {
        var past = request.RequiresHistoryStreaming
            ? await ReadHistoryAsync(request.InstanceId, cancellationToken).ConfigureAwait(false)
            : request.PastEvents;
        await using var scope = scopes.CreateAsyncScope();
        var turn = new WorkflowTurn(name => registry.CreateWorkflow(name, scope.ServiceProvider), loggers, options.Json);
        var response = turn.Run(request.InstanceId, past, request.NewEvents);
        response.CompletionToken = completionToken;
        await channel.CallAsync(TaskHubMethods.CompleteOrchestratorTask, response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RepeatedField<HistoryEvent>> ReadHistoryAsync(string instanceId, CancellationToken cancellationToken)
    {
        var request = new GetInstanceHistoryRequest { InstanceId = instanceId };
        var response = await channel.CallAsync(TaskHubMethods.GetInstanceHistory, request, cancellationToken).ConfigureAwait(false);
        return response.Events;
    }
}
