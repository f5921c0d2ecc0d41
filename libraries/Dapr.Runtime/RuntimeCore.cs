using MlPlatform.Dapr.Runtime.Core;
using MlPlatform.Dapr.Runtime.Core.Invocation;
using MlPlatform.Dapr.Runtime.Core.PubSub;
using MlPlatform.Dapr.Runtime.Core.Secrets;
using MlPlatform.Dapr.Runtime.Core.State;
using MlPlatform.Dapr.Runtime.Core.Workflow;
using MlPlatform.Dapr.Runtime.Resources;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime;

/// <summary>The building blocks and what runs behind them, without a transport.</summary>
internal sealed class RuntimeCore : IAsyncDisposable
{
    private readonly Database _database;
    private readonly IReadOnlyList<AppChannel> _channels;
    private readonly IReadOnlyDictionary<string, AppSubscriptions> _subscriptions;
    private readonly Housekeeping _housekeeping;
    private readonly TaskHub _hub;
    private readonly CancellationTokenSource _stopping = new();

    private RuntimeCore(DaprRuntimeOptions options, ResourceSet resources, Database database, ILoggerFactory loggers)
    {
        _database = database;
        var time = options.TimeProvider;
        var messages = new MessageStore(database, time);
        var services = new PumpServices(messages, time, options.DrainTimeout, loggers.CreateLogger("MlPlatform.Dapr.Runtime.PubSub"));
        _channels = [.. options.Apps.Select(app => new AppChannel(app))];
        _subscriptions = _channels.Where(channel => channel.App.AppPort is not null).ToDictionary(
            channel => channel.App.AppId,
            channel => new AppSubscriptions(channel, resources, options.SubscriptionRefresh, services),
            StringComparer.Ordinal);
        _hub = new TaskHub(database, time, loggers.CreateLogger("MlPlatform.Dapr.Runtime.Workflow"));
        var client = new WorkflowClientBlock(_hub);
        Blocks = new RuntimeBlocks(
            new StateBlock(database, resources, time),
            new PublishBlock(messages, resources, time),
            new InvocationBlock(_channels, resources.Resiliency, time),
            new SecretBlock(resources, options.DataFolder),
            new RuntimeInfo(resources, _subscriptions, appId => _hub.Pool(appId).Workers),
            new WorkflowBlocks(client, new WorkflowWorkerBlock(_hub), new WorkflowManagement(client, resources)));
        _housekeeping = new Housekeeping(Blocks.State, messages, time, loggers.CreateLogger<Housekeeping>());
    }

    public RuntimeBlocks Blocks { get; }

    public static async Task<RuntimeCore> OpenAsync(
        DaprRuntimeOptions options, ResourceSet resources, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var database = Database.Open(options.DataFolder);
        try
        {
            var core = new RuntimeCore(options, resources, database, loggers);
            await core._housekeeping.ForgetOldAppsAsync([.. options.Apps.Select(app => app.AppId)], cancellationToken).ConfigureAwait(false);
            return core;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts deliveries and housekeeping.</summary>
    public void Start()
    {
        foreach (var subscriptions in _subscriptions.Values) subscriptions.Start();
        _hub.Start();
        _housekeeping.Start();
    }

    /// <summary>Cancelled when the runtime begins to stop; streams to workers end with it.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Lets no new work out: neither events to apps nor work items to workers.</summary>
    public async Task StopDeliveriesAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_subscriptions.Values.Select(subscriptions => subscriptions.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _housekeeping.DisposeAsync().ConfigureAwait(false);
        await _hub.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
        foreach (var channel in _channels) channel.Dispose();
        await _database.DisposeAsync().ConfigureAwait(false);
    }
}
