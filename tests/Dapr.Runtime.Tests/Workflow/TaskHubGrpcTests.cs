using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr.Runtime.Tests.Workflow;

/// <summary>The gRPC ports: the task hub end to end, and who is let in.</summary>
public sealed class TaskHubGrpcTests : IAsyncLifetime
{
    private readonly RuntimeFixture _runtime = new();
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        var app = _runtime.Add("app");
        _runtime.Add("guarded", apiToken: "secret");
        await _runtime.StartAsync();
        _channel = new GrpcChannel(new Uri($"http://127.0.0.1:{app.GrpcPort}"));
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _runtime.DisposeAsync();
    }

    [Fact]
    public async Task Workflow_OverTheWire_RunsToItsEnd()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var working = WorkAsync(stop.Token);
        var started = await _channel.CallAsync(TaskHubMethods.StartInstance, new CreateInstanceRequest { Name = "greet", Input = "\"you\"" }, stop.Token);

        var ended = await _channel.CallAsync(
            TaskHubMethods.WaitForInstanceCompletion, new GetInstanceRequest { InstanceId = started.InstanceId, GetInputsAndOutputs = true }, stop.Token);
        await stop.CancelAsync();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.Equal(OrchestrationStatus.Completed, ended.WorkflowState.WorkflowStatus);
        Assert.Equal("\"you\"", ended.WorkflowState.Output);
    }

    [Fact]
    public async Task Failure_OverTheWire_HasItsStatus()
    {
        var refused = await Assert.ThrowsAsync<GrpcException>(() => _channel.CallAsync(
            DaprMethods.GetState, new GetStateRequest { StoreName = "nowhere", Key = "k" }, CancellationToken.None));

        Assert.Equal(GrpcStatusCode.InvalidArgument, refused.Status);
    }

    [Fact]
    public async Task Method_ThatIsNotServed_IsUnimplemented()
    {
        var method = new GrpcMethod<GetStateRequest, GetStateResponse>("/dapr.proto.runtime.v1.Dapr/NoSuchThing");

        var refused = await Assert.ThrowsAsync<GrpcException>(() => _channel.CallAsync(method, new GetStateRequest(), CancellationToken.None));

        Assert.Equal(GrpcStatusCode.Unimplemented, refused.Status);
    }

    [Fact]
    public async Task Call_WithoutTheToken_IsUnauthenticated()
    {
        using var guarded = new GrpcChannel(new Uri($"http://127.0.0.1:{_runtime.Apps.Single(app => app.AppId == "guarded").GrpcPort}"));

        var refused = await Assert.ThrowsAsync<GrpcException>(() => guarded.CallAsync(
            TaskHubMethods.StartInstance, new CreateInstanceRequest { Name = "any" }, CancellationToken.None));

        Assert.Equal(GrpcStatusCode.Unauthenticated, refused.Status);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in _channel.StreamAsync(TaskHubMethods.GetWorkItems, new GetWorkItemsRequest(), cancellationToken))
        {
            if (item.ActivityRequest is { } activity)
            {
                await _channel.CallAsync(
                    TaskHubMethods.CompleteActivityTask,
                    new ActivityResponse { InstanceId = activity.WorkflowInstance.InstanceId, TaskId = activity.TaskId, Result = activity.Input, CompletionToken = item.CompletionToken },
                    cancellationToken);
                continue;
            }

            var seen = new Seen(item.WorkflowRequest);
            var response = new WorkflowResponse { InstanceId = seen.InstanceId, CompletionToken = item.CompletionToken };
            response.Actions.Add(seen.Results is [var result] ? Act.Complete(1, result) : Act.Schedule(0, "echo", seen.Input));
            await _channel.CallAsync(TaskHubMethods.CompleteOrchestratorTask, response, cancellationToken);
        }
    }
}
