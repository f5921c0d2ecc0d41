using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Dapr.Runtime;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Conformance.Tests.Restarts;

/// <summary>Client, worker and runtime together over a restart of either side.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Gate _gate = new();
    private readonly DaprApp _sidecar = new() { AppId = "restarted", HttpPort = FreePort.Next(), GrpcPort = FreePort.Next() };
    private DaprRuntimeHost _runtime = null!;
    private IHost _worker = null!;

    private DaprWorkflowClient Client => _worker.Services.GetRequiredService<DaprWorkflowClient>();

    public async Task InitializeAsync()
    {
        _runtime = await StartRuntimeAsync();
        _worker = await StartWorkerAsync();
    }

    public async Task DisposeAsync()
    {
        _gate.Open.TrySetResult();
        _worker.Dispose();
        await _runtime.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Runtime_RestartsDuringAnActivity_ItRunsOnceAndTheWorkflowGoesOn()
    {
        var id = await Client.ScheduleNewWorkflowAsync(nameof(TwoSteps), input: 1);
        await _gate.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await _runtime.DisposeAsync();
        _runtime = await StartRuntimeAsync();
        _gate.Open.TrySetResult();

        var ended = await Client.WaitForWorkflowCompletionAsync(id).WaitAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(3, ended.ReadOutputAs<int>());
        Assert.Equal(2, _gate.Runs);
    }

    [Fact]
    public async Task Worker_RestartsDuringAnActivity_ItRunsAgainUnderTheSameKey()
    {
        var id = await Client.ScheduleNewWorkflowAsync(nameof(TwoSteps), input: 1);
        await _gate.Entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        _worker.Dispose();
        _worker = await StartWorkerAsync();
        await Eventually.TrueAsync(() => Task.FromResult(_gate.Keys.Count == 2));
        _gate.Open.TrySetResult();

        var ended = await Client.WaitForWorkflowCompletionAsync(id).WaitAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(3, ended.ReadOutputAs<int>());
        Assert.Equal(_gate.Keys.First(), _gate.Keys.Skip(1).First());
    }

    [Fact]
    public async Task Runtime_RestartsWhileAWorkflowWaits_EventAndTimerAreNotLost()
    {
        _gate.Open.TrySetResult();
        var timed = await Client.ScheduleNewWorkflowAsync(nameof(Waits), input: 1.0);
        var asked = await Client.ScheduleNewWorkflowAsync(nameof(Waits), input: 3600.0);
        await Client.WaitForWorkflowStartAsync(asked).WaitAsync(TimeSpan.FromSeconds(20));
        await Client.RaiseEventAsync(asked, "go", "now");

        await _runtime.DisposeAsync();
        _runtime = await StartRuntimeAsync();

        Assert.Equal("late", (await Client.WaitForWorkflowCompletionAsync(timed).WaitAsync(TimeSpan.FromSeconds(40))).ReadOutputAs<string>());
        Assert.Equal("now", (await Client.WaitForWorkflowCompletionAsync(asked).WaitAsync(TimeSpan.FromSeconds(40))).ReadOutputAs<string>());
    }

    private Task<DaprRuntimeHost> StartRuntimeAsync() => DaprRuntimeHost.StartAsync(
        new DaprRuntimeOptions
        {
            DataFolder = _folder.File("data"),
            ResourcesFolder = Path.Combine(Repository.Root, "components", "embedded"),
            Apps = [_sidecar],
            DrainTimeout = TimeSpan.FromMilliseconds(200),
        },
        NullLoggerFactory.Instance,
        CancellationToken.None);

    private async Task<IHost> StartWorkerAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("DAPR_GRPC_PORT", $"{_sidecar.GrpcPort}")]);
        builder.Services.AddSingleton(_gate);
        builder.Services.AddDaprWorkflow(options =>
        {
            options.RegisterWorkflow<TwoSteps>();
            options.RegisterWorkflow<Waits>();
            options.RegisterActivity<AddOne>();
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class TwoSteps : Workflow<int, int>
    {
        public override async Task<int> RunAsync(WorkflowContext context, int input)
        {
            var first = await context.CallActivityAsync<int>(nameof(AddOne), input);
            return await context.CallActivityAsync<int>(nameof(AddOne), first);
        }
    }

    private sealed class Waits : Workflow<double, string>
    {
        public override async Task<string> RunAsync(WorkflowContext context, double input)
        {
            try
            {
                return await context.WaitForExternalEventAsync<string>("go", TimeSpan.FromSeconds(input));
            }
            catch (TaskCanceledException)
            {
                return "late";
            }
        }
    }

    private sealed class AddOne(Gate gate) : WorkflowActivity<int, int>
    {
        public override async Task<int> RunAsync(WorkflowActivityContext context, int input)
        {
            gate.Keys.Enqueue(context.TaskExecutionKey);
            gate.Entered.TrySetResult();
            await gate.Open.Task;
            return input + 1;
        }
    }

    private sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public System.Collections.Concurrent.ConcurrentQueue<string> Keys { get; } = new();

        public int Runs => Keys.Count;
    }
}
