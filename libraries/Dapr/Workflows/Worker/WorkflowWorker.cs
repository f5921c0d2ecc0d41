using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>
/// Keeps a stream of work items open to the sidecar, for ever, and hands them to a bounded number of handlers. Items of one kind never
/// wait for those of the other; when thousands wait, the stream is read no further until some are done.
/// </summary>
internal sealed partial class WorkflowWorker : BackgroundService
{
    private const int WaitingItems = 10_000;
    private static readonly TimeSpan FirstReconnectDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastReconnectDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HelloInterval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _handlers = new();
    private readonly Channel<WorkItem> _workflowItems = Channel.CreateBounded<WorkItem>(WaitingItems);
    private readonly Channel<WorkItem> _activityItems = Channel.CreateBounded<WorkItem>(WaitingItems);
    private readonly GrpcChannel _channel;
    private readonly WorkflowRuntimeOptions _options;
    private readonly WorkflowItemHandler _workflows;
    private readonly ActivityItemHandler _activities;
    private readonly TimeProvider _time;
    private readonly ILogger<WorkflowWorker> _logger;

    public WorkflowWorker(
        TaskHubConnection connection,
        IOptions<WorkflowRuntimeOptions> options,
        IServiceScopeFactory scopes,
        ILoggerFactory loggers,
        TimeProvider? time = null)
    {
        _channel = connection.Channel;
        _options = options.Value;
        _time = time ?? TimeProvider.System;
        _logger = loggers.CreateLogger<WorkflowWorker>();
        var registry = new WorkflowRegistry(_options);
        _workflows = new WorkflowItemHandler(_channel, registry, _options, scopes, loggers);
        _activities = new ActivityItemHandler(_channel, registry, _options, scopes, _time);
    }

    /// <summary>Takes no more work and lets what runs hand in its outcome, for two seconds; the sidecar asks again for the rest.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var grace = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        grace.CancelAfter(StopGrace);
        await base.StopAsync(grace.Token).ConfigureAwait(false);
        await _handlers.CancelAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _handlers.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _options.Workflows.Count + _options.Activities.Count == 0
        ? Task.CompletedTask
        : Task.WhenAll(
            Task.Run(() => ReceiveAsync(stoppingToken), stoppingToken),
            HandleAsync(_workflowItems, _options.MaxConcurrentWorkflows, item => HandleWorkflowAsync(item, _handlers.Token), stoppingToken),
            HandleAsync(_activityItems, _options.MaxConcurrentActivities, item => HandleActivityAsync(item, _handlers.Token), stoppingToken));

    private static Task HandleAsync(
        Channel<WorkItem> items, int concurrency, Func<WorkItem, ValueTask> handle, CancellationToken cancellationToken)
        => Parallel.ForEachAsync(
            items.Reader.ReadAllAsync(cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken },
            (item, _) => handle(item));

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var delay = FirstReconnectDelay;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await ReceiveOnceAsync(cancellationToken).ConfigureAwait(false))
                {
                    delay = FirstReconnectDelay;
                }

                StreamEnded(_logger);
            }
            catch (GrpcException lost)
            {
                StreamLost(_logger, lost.Message);
            }

            await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
            delay = delay * 2 < LastReconnectDelay ? delay * 2 : LastReconnectDelay;
        }
    }

    /// <summary>Reads one stream to its end; says whether anything came.</summary>
    private async Task<bool> ReceiveOnceAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await _channel.CallAsync(TaskHubMethods.Hello, new Empty(), cancellationToken).ConfigureAwait(false);
        var hello = SayHelloAsync(ended.Token);
        var any = false;
        try
        {
            await foreach (var item in _channel.StreamAsync(TaskHubMethods.GetWorkItems, new GetWorkItemsRequest(), cancellationToken).ConfigureAwait(false))
            {
                any = true;
                var items = item.RequestCase == WorkItem.RequestOneofCase.ActivityRequest ? _activityItems : _workflowItems;
                await items.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await hello.ConfigureAwait(false);
        }

        return any;
    }

    private async Task SayHelloAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(HelloInterval, _time, cancellationToken).ConfigureAwait(false);
                await _channel.CallAsync(TaskHubMethods.Hello, new Empty(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (GrpcException lost)
        {
            StreamLost(_logger, lost.Message);
        }
    }

    private async ValueTask HandleWorkflowAsync(WorkItem item, CancellationToken cancellationToken)
    {
        try
        {
            await _workflows.HandleAsync(item.WorkflowRequest, item.CompletionToken, cancellationToken).ConfigureAwait(false);
        }
        catch (GrpcException refused)
        {
            WorkflowTurnLost(_logger, item.WorkflowRequest.InstanceId, refused.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            WorkflowTurnFailed(_logger, fault, item.WorkflowRequest.InstanceId);
        }
    }

    private async ValueTask HandleActivityAsync(WorkItem item, CancellationToken cancellationToken)
    {
        try
        {
            await _activities.HandleAsync(item.ActivityRequest, item.CompletionToken, cancellationToken).ConfigureAwait(false);
        }
        catch (GrpcException refused)
        {
            ActivityOutcomeLost(_logger, item.ActivityRequest.Name, item.ActivityRequest.WorkflowInstance.InstanceId, refused.Message);
        }
    }
}
