using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Tests.Worker;

/// <summary>A task hub that hands out what a test puts in and keeps what the worker hands in; the port survives a restart.</summary>
internal sealed class TaskHub : IAsyncDisposable
{
    private readonly Channel<ActivityResponse> _activities = Channel.CreateUnbounded<ActivityResponse>();
    private readonly Channel<WorkflowResponse> _turns = Channel.CreateUnbounded<WorkflowResponse>();
    private readonly ConcurrentDictionary<string, bool> _refusedTokens = new();
    private Channel<WorkItem> _items = Channel.CreateUnbounded<WorkItem>();
    private TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;

    private TaskHub(int port) => Port = port;

    public int Port { get; }

    public Task Connected => _connected.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public static async Task<TaskHub> StartAsync()
    {
        var hub = new TaskHub(Testing.FreePort.Next());
        await hub.ListenAsync();
        return hub;
    }

    public async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(Port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        _app = builder.Build();
        _app.MapGrpcUnary(TaskHubMethods.Hello, (_, _) => Task.FromResult(new Empty()));
        _app.MapGrpcServerStreaming(TaskHubMethods.GetWorkItems, async (_, items, call) =>
        {
            _connected.TrySetResult();
            await foreach (var item in _items.Reader.ReadAllAsync(call.CancellationToken))
            {
                await items.WriteAsync(item, call.CancellationToken);
            }
        });
        _app.MapGrpcUnary(TaskHubMethods.CompleteActivityTask, async (response, call) =>
        {
            if (_refusedTokens.ContainsKey(response.CompletionToken))
            {
                throw new GrpcException(GrpcStatusCode.Unavailable, "not now");
            }

            await _activities.Writer.WriteAsync(response, call.CancellationToken);
            return new CompleteTaskResponse();
        });
        _app.MapGrpcUnary(TaskHubMethods.CompleteOrchestratorTask, async (response, call) =>
        {
            await _turns.Writer.WriteAsync(response, call.CancellationToken);
            return new CompleteTaskResponse();
        });
        await _app.StartAsync();
    }

    /// <summary>Breaks every connection, as a killed sidecar does.</summary>
    public async Task BreakAsync()
    {
        _connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _items = Channel.CreateUnbounded<WorkItem>();
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    public void RefuseToken(string token) => _refusedTokens[token] = true;

    public void HandOut(string activity, string token, string? input = null, int taskId = 0) => _items.Writer.TryWrite(new WorkItem
    {
        CompletionToken = token,
        ActivityRequest = new ActivityRequest
        {
            Name = activity,
            Input = input,
            TaskId = taskId,
            TaskExecutionId = $"execution-{taskId}",
            WorkflowInstance = new WorkflowInstance { InstanceId = "i" },
        },
    });

    public void HandOut(WorkflowRequest request, string token)
        => _items.Writer.TryWrite(new WorkItem { CompletionToken = token, WorkflowRequest = request });

    public async Task<ActivityResponse> NextActivityAsync()
        => await _activities.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async Task<WorkflowResponse> NextTurnAsync() => await _turns.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>A host whose worker works for this hub.</summary>
    public async Task<IHost> StartWorkerAsync(Action<WorkflowRuntimeOptions> configure, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("DAPR_GRPC_PORT", $"{Port}")]);
        builder.Services.AddDaprWorkflow(configure);
        services?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        await Connected;
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
