using System.Collections.Concurrent;
using MlPlatform.Serving.Domain;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Hosting;

/// <summary>Brings what runs in this process in line with the endpoint documents: loads models, sets routes, lets go of what is no longer named.</summary>
internal sealed partial class EndpointHosts(IModelLoader loader, RoutingTable routes, TimeProvider time, ILogger<EndpointHosts> logger)
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<HostKey, Lazy<Task<LoadedVariant>>> _hosts = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _applying = new(StringComparer.Ordinal);

    /// <summary>Makes every variant of a fleet ready; those that are ready stay as they are.</summary>
    /// <exception cref="ModelHostException">A variant cannot be served.</exception>
    public async Task<IReadOnlyList<LoadedVariant>> LoadAsync(Endpoint endpoint, Fleet fleet, CancellationToken cancellationToken) =>
        await Task.WhenAll(fleet.Variants.Select(variant => LoadAsync(endpoint, fleet, variant, cancellationToken)));

    /// <summary>Routes traffic as the document says, once all it names is ready.</summary>
    public async Task ApplyAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var turn = _applying.GetOrAdd(endpoint.Name, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var live = new List<LiveVariant>();
            if (endpoint.Current is { } current) live.AddRange(Live(await LoadAsync(endpoint, current, cancellationToken), 1 - endpoint.PendingShare));
            if (endpoint is { Pending: { } pending, PendingShare: > 0 })
            {
                live.AddRange(Live(await LoadAsync(endpoint, pending, cancellationToken), endpoint.PendingShare));
            }

            if (live.Count > 0) routes.Set(new EndpointRoute(endpoint.Name, live, (endpoint.Current ?? endpoint.Pending)!.Capture));
            ReleaseAllBut(endpoint.Name, endpoint.Current?.Id, endpoint.Pending?.Id);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes an endpoint away.</summary>
    public void Remove(string endpoint)
    {
        routes.Remove(endpoint);
        ReleaseAllBut(endpoint, null, null);
    }

    /// <summary>Why a fleet should not go on, or null.</summary>
    public async Task<string?> FaultAsync(Endpoint endpoint, Fleet fleet, CancellationToken cancellationToken)
    {
        foreach (var loaded in await LoadAsync(endpoint, fleet, cancellationToken))
        {
            var fault = loaded.Host.Fault ?? loaded.Health.Fault(loaded.Variant.Name);
            if (fault is not null) return fault;
        }

        return null;
    }

    private Task<LoadedVariant> LoadAsync(Endpoint endpoint, Fleet fleet, FleetVariant variant, CancellationToken cancellationToken)
    {
        var key = new HostKey(endpoint.Name, fleet.Id, variant.Name);
        return LoadSharedAsync(key, _hosts.GetOrAdd(key, _ => new Lazy<Task<LoadedVariant>>(async () =>
            new LoadedVariant(variant, await loader.LoadAsync(endpoint, fleet, variant, CancellationToken.None), new VariantHealth()))), variant, cancellationToken);
    }

    /// <summary>Everybody who asks for a variant waits for the same load; a load that failed is forgotten, so that it can be tried again.</summary>
    private async Task<LoadedVariant> LoadSharedAsync(
        HostKey key, Lazy<Task<LoadedVariant>> loading, FleetVariant variant, CancellationToken cancellationToken)
    {
        try
        {
            var loaded = await loading.Value.WaitAsync(cancellationToken);
            // Weights change while a variant stays loaded.
            return loaded with { Variant = variant };
        }
        catch (Exception) when (loading.Value.IsFaulted)
        {
            _hosts.TryRemove(KeyValuePair.Create(key, loading));
            throw;
        }
    }

    private static IEnumerable<LiveVariant> Live(IReadOnlyList<LoadedVariant> loaded, double share)
    {
        var total = loaded.Sum(one => one.Variant.Weight);
        return loaded.Select(one => new LiveVariant(
            one.Variant.Name, one.Host, one.Health, share * (total > 0 ? one.Variant.Weight / total : 1.0 / loaded.Count)));
    }

    private void ReleaseAllBut(string endpoint, string? current, string? pending)
    {
        foreach (var (key, loading) in _hosts)
        {
            if (key.Endpoint != endpoint || key.Fleet == current || key.Fleet == pending) continue;
            if (_hosts.TryRemove(KeyValuePair.Create(key, loading))) _ = ReleaseAsync(key, loading.Value);
        }
    }

    /// <summary>Lets requests that are under way end, then lets go of the model.</summary>
    private async Task ReleaseAsync(HostKey key, Task<LoadedVariant> loading)
    {
        try
        {
            var loaded = await loading;
            await Task.Delay(DrainTime, time);
            await loaded.Host.DisposeAsync();
        }
        catch (Exception fault) when (fault is ModelHostException or IOException or UnauthorizedAccessException)
        {
            LogReleaseFailed(key.Endpoint, key.Variant, fault.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A model of endpoint {Endpoint}, variant {Variant}, was not released cleanly: {Reason}")]
    private partial void LogReleaseFailed(string endpoint, string variant, string reason);

    private readonly record struct HostKey(string Endpoint, string Fleet, string Variant);
}

/// <summary>A variant whose model is ready, with the health it has shown.</summary>
internal sealed record LoadedVariant(FleetVariant Variant, IModelHost Host, VariantHealth Health);
