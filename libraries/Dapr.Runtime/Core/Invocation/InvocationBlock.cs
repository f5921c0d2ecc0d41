using System.Collections.Frozen;
using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.Invocation;

/// <summary>The service invocation building block: sends a request to another app and hands back its answer as it streams in.</summary>
internal sealed class InvocationBlock
{
    /// <summary>What holds where no resiliency policy names the app, as in Dapr: three retries a second apart, only while it cannot be reached.</summary>
    private static readonly RetryPolicy DefaultRetry = new(false, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 3);

    private readonly FrozenDictionary<string, Target> _targets;
    private readonly TimeProvider _time;

    public InvocationBlock(IEnumerable<AppChannel> channels, ResiliencyPolicies resiliency, TimeProvider time)
    {
        _time = time;
        _targets = channels
            .Where(channel => channel.App.AppPort is not null)
            .Select(channel => new Target(channel, resiliency.ForApp(channel.App.AppId), time))
            .ToFrozenDictionary(target => target.Channel.App.AppId, StringComparer.Ordinal);
    }

    /// <summary>The origin of an app, to which a caller appends path and query.</summary>
    public string OriginOf(string appId) => Find(appId).Channel.Origin;

    /// <summary>Sends a request. A request that never reached the app is tried again; one that may have been seen is not.</summary>
    public async Task<HttpResponseMessage> SendAsync(string callerAppId, string appId, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = Find(appId);
        request.Headers.TryAddWithoutValidation("dapr-caller-app-id", callerAppId);
        request.Headers.TryAddWithoutValidation("dapr-callee-app-id", target.Channel.App.AppId);
        for (var retry = 1; ; retry++)
        {
            if (!target.Breaker.Allows()) throw RuntimeErrors.DirectInvoke.With($"failed to invoke, id: {appId}, err: circuit breaker is open");
            try
            {
                var response = await AttemptAsync(target, request, cancellationToken).ConfigureAwait(false);
                target.Breaker.Report((int)response.StatusCode < 500);
                return response;
            }
            catch (HttpRequestException exception)
            {
                target.Breaker.Report(false);
                if (!AppChannel.IsUnreachable(exception) || !target.Retry.Allows(retry - 1))
                {
                    throw RuntimeErrors.DirectInvoke.With($"failed to invoke, id: {appId}, err: {exception.Message}");
                }
            }

            await Task.Delay(target.Retry.PauseBefore(retry), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One try; a timeout, where the policies state one, ends when the answer's headers are there.</summary>
    private async Task<HttpResponseMessage> AttemptAsync(Target target, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (target.Policies.Timeout is not { } timeout) return await target.Channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await target.Channel.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            target.Breaker.Report(false);
            throw RuntimeErrors.DirectInvoke.With($"failed to invoke, id: {target.Channel.App.AppId}, err: no answer within {timeout}");
        }
    }

    /// <summary>Finds an app by its id, or by id.namespace.</summary>
    private Target Find(string appId)
    {
        if (_targets.TryGetValue(appId, out var target)) return target;
        var dot = appId.LastIndexOf('.');
        if (dot > 0 && _targets.TryGetValue(appId[..dot], out target)) return target;
        throw RuntimeErrors.DirectInvoke.With($"failed to invoke, id: {appId}, err: couldn't find service: {appId}");
    }

    private sealed record Target(AppChannel Channel, TargetPolicies Policies, TimeProvider Time)
    {
        public RetryPolicy Retry { get; } = Policies.Retry ?? DefaultRetry;

        public CircuitBreaker Breaker { get; } = new(Policies.CircuitBreaker, Time);
    }
}
