using System.Globalization;
using MlPlatform.Dapr.Runtime.Resources;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>Keeps one app's subscriptions served: asks the app what it wants, again and again, and runs a pump for each topic.</summary>
internal sealed partial class AppSubscriptions(AppChannel channel, ResourceSet resources, TimeSpan refresh, PumpServices services) : IAsyncDisposable
{
    private const int DefaultConcurrency = 16;

    private static readonly TimeSpan NotReadyPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultDeliveryTimeout = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger = services.Logger;
    private IReadOnlyDictionary<(string PubSub, string Topic), SubscriptionPump> _pumps = new Dictionary<(string, string), SubscriptionPump>();
    private readonly HashSet<(string PubSub, string Topic)> _refused = [];
    private bool _settled;
    private Task _refreshing = Task.CompletedTask;

    private string AppId => channel.App.AppId;

    /// <summary>What is served at the moment.</summary>
    public IReadOnlyList<SubscriptionResource> Current => [.. _pumps.Values.Select(pump => pump.Subscription)];

    public void Start() => _refreshing = RefreshAsync(_stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _refreshing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_pumps.Values.Select(pump => pump.DisposeAsync().AsTask())).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var wanted = await AskAsync(cancellationToken).ConfigureAwait(false);
            if (wanted is not null) await TryServeAsync(wanted, cancellationToken).ConfigureAwait(false);
            await Task.Delay(wanted is null ? NotReadyPause : refresh, services.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<SubscriptionResource>?> AskAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await SubscriptionReader.ReadAsync(channel, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task TryServeAsync(IReadOnlyList<SubscriptionResource> wanted, CancellationToken cancellationToken)
    {
        try
        {
            await ServeAsync(wanted, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException exception)
        {
            NotServed(exception, AppId);
        }
    }

    private async Task ServeAsync(IReadOnlyList<SubscriptionResource> programmatic, CancellationToken cancellationToken)
    {
        var wanted = Wanted(programmatic);
        var pumps = new Dictionary<(string, string), SubscriptionPump>();
        var changed = false;
        foreach (var (key, pump) in _pumps)
        {
            if (wanted.TryGetValue(key, out var same) && Same(same, pump.Subscription))
            {
                pumps[key] = pump;
                continue;
            }

            await pump.DisposeAsync().ConfigureAwait(false);
            changed = true;
        }

        foreach (var (key, subscription) in wanted.Where(entry => !pumps.ContainsKey(entry.Key)))
        {
            pumps[key] = await StartPumpAsync(subscription, cancellationToken).ConfigureAwait(false);
            changed = true;
        }

        _pumps = pumps;
        if (changed || !_settled)
        {
            _settled = true;
            await services.Messages.KeepOnlyAsync(AppId, [.. pumps.Values.Select(pump => pump.SubscriberId)], cancellationToken).ConfigureAwait(false);
        }
    }

    private Dictionary<(string, string), SubscriptionResource> Wanted(IReadOnlyList<SubscriptionResource> programmatic)
    {
        var declared = resources.Subscriptions.Where(subscription => subscription.Scopes.Count == 0 || subscription.Scopes.Contains(AppId));
        var wanted = new Dictionary<(string, string), SubscriptionResource>();
        foreach (var subscription in declared.Concat(programmatic))
        {
            var component = resources.OfType(ComponentTypes.PubSub, AppId).FirstOrDefault(candidate => candidate.Name == subscription.PubSub);
            if (Fault(component, subscription) is not { } fault) wanted[(subscription.PubSub, subscription.Topic)] = subscription;
            else if (_refused.Add((subscription.PubSub, subscription.Topic))) Refused(AppId, subscription.PubSub, subscription.Topic, fault);
        }

        return wanted;
    }

    /// <summary>Why a subscription cannot be served, or null where it can.</summary>
    private string? Fault(Component? component, SubscriptionResource subscription)
    {
        if (component is null) return "there is no such pub/sub component";
        if (!TopicScopes.MaySubscribe(component, AppId, subscription.Topic)) return "the component's scopes forbid it";
        if (subscription.Rules.Count == 0) return "it names no route";
        var conditions = subscription.Rules.Select(rule => rule.Match).Where(match => !string.IsNullOrEmpty(match));
        return conditions.FirstOrDefault(match => !RouteCondition.TryParse(match!)) is { } wrong
            ? $"its routing condition '{wrong}' is not understood"
            : null;
    }

    private async Task<SubscriptionPump> StartPumpAsync(SubscriptionResource subscription, CancellationToken cancellationToken)
    {
        var subscriber = await services.Messages.SubscribeAsync(subscription.PubSub, subscription.Topic, AppId, cancellationToken).ConfigureAwait(false);
        var policies = resources.Resiliency.ForInbound(subscription.PubSub);
        var delivery = new EventDelivery(channel, policies.Timeout ?? DefaultDeliveryTimeout, services.Time, services.Logger);
        var settings = new PumpSettings(Concurrency(subscription.PubSub), policies.Retry);
        var pump = new SubscriptionPump(subscription, subscriber, delivery, settings, services);
        pump.Start();
        Subscribed(AppId, subscription.PubSub, subscription.Topic);
        return pump;
    }

    private int Concurrency(string pubSub)
    {
        var component = resources.OfType(ComponentTypes.PubSub, AppId).First(candidate => candidate.Name == pubSub);
        if (string.Equals(component.Setting("concurrencyMode"), "single", StringComparison.OrdinalIgnoreCase)) return 1;
        var stated = int.TryParse(component.Setting("maxConcurrency"), NumberStyles.None, CultureInfo.InvariantCulture, out var most);
        return stated && most > 0 ? most : DefaultConcurrency;
    }

    private static bool Same(SubscriptionResource left, SubscriptionResource right) =>
        left.Rules.SequenceEqual(right.Rules) && left.DeadLetterTopic == right.DeadLetterTopic && left.RawPayload == right.RawPayload;
}
