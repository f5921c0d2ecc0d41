using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Dapr.Protocol.TaskHub;
using MlPlatform.Dapr.Runtime.Core.Workflow;
using MlPlatform.Dapr.Runtime.Storage;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Runtime.Tests.Workflow;

/// <summary>The workflow engine over a temporary database, without a transport.</summary>
internal sealed class HubFixture : IAsyncDisposable
{
    public const string App = "app";

    private readonly TemporaryFolder _folder = new();
    private readonly List<ScriptedWorker> _workers = [];
    private Database _database = null!;
    private TaskHub _hub = null!;
    private string _data;

    public HubFixture()
    {
        _data = _folder.File("data");
        Open();
    }

    public WorkflowClientBlock Client { get; private set; } = null!;

    public WorkflowWorkerBlock Block { get; private set; } = null!;

    public ScriptedWorker Work(Script script, string app = App)
    {
        var worker = new ScriptedWorker(Block, app, script);
        _workers.Add(worker);
        return worker;
    }

    public Task<string> StartAsync(string name, string? input = null, string id = "") =>
        Client.StartAsync(App, new CreateInstanceRequest { Name = name, Input = input, InstanceId = id });

    public async Task<WorkflowState> EndAsync(string id) => await WaitAsync(id, WorkflowStatus.IsTerminal);

    public async Task<WorkflowState> WaitAsync(string id, Func<OrchestrationStatus, bool> until)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await Client.WaitAsync(App, id, until, deadline.Token);
    }

    /// <summary>Opens a copy of the files as they are on disk now, as after a kill: nothing is flushed or closed first.</summary>
    public async Task CrashAsync()
    {
        var copy = _folder.File(Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(_data, "runtime.db*"))
        {
            await using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var target = File.Create(Path.Combine(copy, Path.GetFileName(file)));
            await source.CopyToAsync(target);
        }

        await CloseAsync();
        _data = copy;
        Open();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private void Open()
    {
        _database = Database.Open(_data);
        _hub = new TaskHub(_database, TimeProvider.System, NullLogger.Instance);
        _hub.Start();
        Client = new WorkflowClientBlock(_hub);
        Block = new WorkflowWorkerBlock(_hub);
    }

    private async Task CloseAsync()
    {
        foreach (var worker in _workers) await worker.DisposeAsync();
        _workers.Clear();
        await _hub.DisposeAsync();
        await _database.DisposeAsync();
    }
}
