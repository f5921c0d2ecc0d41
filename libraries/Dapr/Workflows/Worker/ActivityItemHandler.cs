using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr;

/// <summary>
/// Runs activities. When the sidecar restarts it hands out again what was running; an activity that still runs in this process or has
/// just ended is not run twice, its outcome goes to the newest request.
/// </summary>
internal sealed class ActivityItemHandler(
    GrpcChannel channel, WorkflowRegistry registry, WorkflowRuntimeOptions options, IServiceScopeFactory scopes, TimeProvider time)
{
    private const int HandInAttempts = 60;
    private static readonly TimeSpan HandInDelay = TimeSpan.FromMilliseconds(500);

    private readonly RecentOutcomes _recent = new();
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Runs one activity and hands in its outcome.</summary>
    public async Task HandleAsync(ActivityRequest request, string completionToken, CancellationToken cancellationToken)
    {
        var instanceId = request.WorkflowInstance.InstanceId;
        var key = $"{instanceId}/{request.WorkflowInstance.ExecutionId}/{request.TaskId}/{request.TaskExecutionId}";
        var mine = new Running(completionToken);
        var running = _running.GetOrAdd(key, mine);
        if (!ReferenceEquals(running, mine))
        {
            running.CompletionToken = completionToken;
            return;
        }

        try
        {
            var response = _recent.TryFind(key, out var made) ? made.Clone() : await RunAsync(request).ConfigureAwait(false);
            response.InstanceId = instanceId;
            response.TaskId = request.TaskId;
            await HandInAsync(response, running, cancellationToken).ConfigureAwait(false);
            _recent.Keep(key, response);
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }

    private async Task<ActivityResponse> RunAsync(ActivityRequest request)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var activity = registry.CreateActivity(request.Name, scope.ServiceProvider);
            var input = WorkflowJson.Read(request.Input, activity.InputType, options.Json);
            var output = await activity.RunAsync(new ActivityContext(request), input).ConfigureAwait(false);
            return new ActivityResponse { Result = WorkflowJson.Write(output, options.Json) };
        }
        catch (Exception fault)
        {
            return new ActivityResponse { FailureDetails = FailureDetailsConverter.ToWire(fault) };
        }
    }

    /// <summary>Hands in an outcome, again while the sidecar is away or has not yet asked anew after its restart.</summary>
    private async Task HandInAsync(ActivityResponse response, Running running, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            response.CompletionToken = running.CompletionToken;
            try
            {
                await channel.CallAsync(TaskHubMethods.CompleteActivityTask, response, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (GrpcException refused) when (refused.Status is GrpcStatusCode.ResourceExhausted && response.FailureDetails is null)
            {
                response.Result = null;
                response.FailureDetails = FailureDetailsConverter.ToWire(refused);
            }
            catch (GrpcException lost) when (attempt < HandInAttempts && MayComeBack(lost, response, running))
            {
                await Task.Delay(HandInDelay, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayComeBack(GrpcException lost, ActivityResponse response, Running running)
        => lost.Status == GrpcStatusCode.Unavailable || running.CompletionToken != response.CompletionToken;

    /// <summary>An activity that runs in this process, and the newest request for it.</summary>
    private sealed class Running(string completionToken)
    {
        public volatile string CompletionToken = completionToken;
    }

    private sealed class ActivityContext(ActivityRequest request) : WorkflowActivityContext
    {
        public override TaskIdentifier Identifier => request.Name;

        public override string TaskExecutionKey => request.TaskExecutionId;

        public override string InstanceId => request.WorkflowInstance.InstanceId;
    }
}
