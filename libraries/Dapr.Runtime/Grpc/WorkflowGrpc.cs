using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;
using MlPlatform.Dapr.Runtime.Core.Workflow;

namespace MlPlatform.Dapr.Runtime.Grpc;

/// <summary>Dapr's workflow management API over gRPC.</summary>
internal static class WorkflowGrpc
{
    public static void MapWorkflowGrpc(this IEndpointRouteBuilder endpoints, WorkflowManagement workflows)
    {
        endpoints.Map(DaprMethods.StartWorkflow, async (request, app, _) => new StartWorkflowResponse
        {
            InstanceId = await workflows.StartAsync(
                app.AppId, request.WorkflowComponent, request.WorkflowName, request.InstanceId, Text(request.Input)).ConfigureAwait(false),
        });
        endpoints.Map(DaprMethods.GetWorkflow, (request, app, _) =>
            Task.FromResult(Response(workflows.Get(app.AppId, request.WorkflowComponent, request.InstanceId))));
        endpoints.Map(DaprMethods.RaiseEventWorkflow, (request, app, _) => Done(workflows.RaiseAsync(
            app.AppId, request.WorkflowComponent, request.InstanceId, request.EventName, Text(request.EventData))));
        endpoints.Map(DaprMethods.TerminateWorkflow, (request, app, _) =>
            Done(workflows.TerminateAsync(app.AppId, request.WorkflowComponent, request.InstanceId)));
        endpoints.Map(DaprMethods.PauseWorkflow, (request, app, _) =>
            Done(workflows.PauseAsync(app.AppId, request.WorkflowComponent, request.InstanceId)));
        endpoints.Map(DaprMethods.ResumeWorkflow, (request, app, _) =>
            Done(workflows.ResumeAsync(app.AppId, request.WorkflowComponent, request.InstanceId)));
        endpoints.Map(DaprMethods.PurgeWorkflow, (request, app, _) =>
            Done(workflows.PurgeAsync(app.AppId, request.WorkflowComponent, request.InstanceId)));
    }

    private static GetWorkflowResponse Response(Protocol.TaskHub.WorkflowState state)
    {
        var response = new GetWorkflowResponse
        {
            InstanceId = state.InstanceId,
            WorkflowName = state.Name,
            CreatedAt = state.CreatedTimestamp,
            LastUpdatedAt = state.LastUpdatedTimestamp,
            RuntimeStatus = WorkflowStatus.Name(state.WorkflowStatus),
        };
        foreach (var (name, value) in WorkflowManagement.Properties(state)) response.Properties[name] = value;
        return response;
    }

    private static string? Text(ByteString bytes) => bytes.IsEmpty ? null : bytes.ToStringUtf8();

    private static async Task<Empty> Done(Task operation)
    {
        await operation.ConfigureAwait(false);
        return new Empty();
    }
}
