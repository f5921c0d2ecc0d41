using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Core;
using MlPlatform.Dapr.Runtime.Core.Workflow;

namespace MlPlatform.Dapr.Runtime.Grpc;

/// <summary>The task hub protocol: the service that workflow clients and workers of every SDK speak.</summary>
internal static class TaskHubGrpc
{
    private const int DefaultPageSize = 1000;

    public static void MapTaskHubGrpc(this IEndpointRouteBuilder endpoints, WorkflowBlocks workflows, CancellationToken stopping)
    {
        endpoints.Map(TaskHubMethods.Hello, (_, _, _) => Task.FromResult(new Empty()));
        endpoints.MapClient(workflows.Client);
        endpoints.MapWaits(workflows.Client, stopping);
        endpoints.MapPurgeAndLists(workflows.Client);
        endpoints.MapWorker(workflows.Worker);
        endpoints.MapGrpcServerStreaming(TaskHubMethods.GetWorkItems, (_, items, call) => StreamAsync(workflows.Worker, items, call, stopping));
    }

    private static void MapClient(this IEndpointRouteBuilder endpoints, WorkflowClientBlock client)
    {
        endpoints.Map(TaskHubMethods.StartInstance, async (request, app, _) =>
            new CreateInstanceResponse { InstanceId = await client.StartAsync(app.AppId, request).ConfigureAwait(false) });
        endpoints.Map(TaskHubMethods.GetInstance, (request, app, _) =>
            Task.FromResult(Response(client.Get(app.AppId, request.InstanceId), request.GetInputsAndOutputs)));
        endpoints.Map(TaskHubMethods.RaiseEvent, async (request, app, _) =>
        {
            await client.RaiseAsync(app.AppId, request).ConfigureAwait(false);
            return new RaiseEventResponse();
        });
        endpoints.Map(TaskHubMethods.SuspendInstance, async (request, app, _) =>
        {
            await client.SuspendAsync(app.AppId, request.InstanceId, request.Reason).ConfigureAwait(false);
            return new SuspendResponse();
        });
        endpoints.Map(TaskHubMethods.ResumeInstance, async (request, app, _) =>
        {
            await client.ResumeAsync(app.AppId, request.InstanceId, request.Reason).ConfigureAwait(false);
            return new ResumeResponse();
        });
        endpoints.Map(TaskHubMethods.TerminateInstance, async (request, app, _) =>
        {
            await client.TerminateAsync(app.AppId, request).ConfigureAwait(false);
            return new TerminateResponse();
        });
        endpoints.Map(TaskHubMethods.RerunWorkflowFromEvent, async (request, app, _) =>
            new RerunWorkflowFromEventResponse { NewInstanceID = await client.RerunAsync(app.AppId, request).ConfigureAwait(false) });
    }

    /// <summary>Waiting calls end when the runtime stops; SDKs then ask again.</summary>
    private static void MapWaits(this IEndpointRouteBuilder endpoints, WorkflowClientBlock client, CancellationToken stopping)
    {
        endpoints.Map(TaskHubMethods.WaitForInstanceStart, (request, app, call) =>
            WaitAsync(request, app, status => status != OrchestrationStatus.Pending, call));
        endpoints.Map(TaskHubMethods.WaitForInstanceCompletion, (request, app, call) => WaitAsync(request, app, WorkflowStatus.IsTerminal, call));

        async Task<GetInstanceResponse> WaitAsync(GetInstanceRequest request, DaprApp app, Func<OrchestrationStatus, bool> until, GrpcServerCall call)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, stopping);
            var state = await client.WaitAsync(app.AppId, request.InstanceId, until, ending.Token).ConfigureAwait(false);
            return Response(state, request.GetInputsAndOutputs);
        }
    }

    private static void MapPurgeAndLists(this IEndpointRouteBuilder endpoints, WorkflowClientBlock client)
    {
        endpoints.Map(TaskHubMethods.PurgeInstances, async (request, app, _) =>
        {
            var deleted = request.RequestCase == PurgeInstancesRequest.RequestOneofCase.PurgeInstanceFilter
                ? await client.PurgeAsync(app.AppId, request.PurgeInstanceFilter, request.Recursive).ConfigureAwait(false)
                : await client.PurgeAsync(app.AppId, request.InstanceId, request.Recursive, request.Force).ConfigureAwait(false);
            return new PurgeInstancesResponse { DeletedInstanceCount = deleted, IsComplete = true };
        });
        endpoints.Map(TaskHubMethods.ListInstanceIDs, (request, app, _) =>
        {
            var size = request.HasPageSize && request.PageSize > 0 ? (int)Math.Min(request.PageSize, DefaultPageSize) : DefaultPageSize;
            var (ids, next) = client.List(app.AppId, request.HasContinuationToken ? request.ContinuationToken : null, size);
            var response = new ListInstanceIDsResponse();
            response.InstanceIds.Add(ids);
            if (next is not null) response.ContinuationToken = next;
            return Task.FromResult(response);
        });
        endpoints.Map(TaskHubMethods.GetInstanceHistory, (request, app, _) =>
        {
            var response = new GetInstanceHistoryResponse();
            response.Events.Add(client.History(app.AppId, request.InstanceId));
            return Task.FromResult(response);
        });
    }

    private static void MapWorker(this IEndpointRouteBuilder endpoints, WorkflowWorkerBlock worker)
    {
        endpoints.Map(TaskHubMethods.CompleteActivityTask, async (request, app, _) =>
        {
            await worker.CompleteActivityAsync(app.AppId, request).ConfigureAwait(false);
            return new CompleteTaskResponse();
        });
        GrpcMethod<WorkflowResponse, CompleteTaskResponse>[] names = [TaskHubMethods.CompleteOrchestratorTask, TaskHubMethods.CompleteWorkflowTask];
        foreach (var method in names)
        {
            endpoints.Map(method, async (request, app, _) =>
            {
                await worker.CompleteTurnAsync(app.AppId, request).ConfigureAwait(false);
                return new CompleteTaskResponse();
            });
        }
    }

    /// <summary>Sends work to a worker until it goes away or the runtime stops; several items that are ready share one flush.</summary>
    private static async Task StreamAsync(
        WorkflowWorkerBlock workers, GrpcResponseStream<WorkItem> items, GrpcServerCall call, CancellationToken stopping)
    {
        var app = GrpcShell.Admit(call);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, stopping);
        var worker = workers.Connect(app.AppId);
        try
        {
            while (await worker.Outgoing.WaitToReadAsync(ending.Token).ConfigureAwait(false))
            {
                PutAll(worker, items);
                await items.FlushAsync(ending.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            workers.Disconnect(app.AppId, worker);
        }
    }

    private static void PutAll(Worker worker, GrpcResponseStream<WorkItem> items)
    {
        while (worker.Outgoing.TryRead(out var order)) items.Write(order.Build());
    }

    private static GetInstanceResponse Response(WorkflowState? state, bool payloads)
    {
        if (state is null) return new GetInstanceResponse { Exists = false };
        if (!payloads)
        {
            state = state.Clone();
            (state.Input, state.Output, state.CustomStatus) = (null, null, null);
        }

        return new GetInstanceResponse { Exists = true, WorkflowState = state };
    }
}
