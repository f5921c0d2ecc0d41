using System.Collections.Frozen;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Serving.Domain;

namespace MlPlatform.Serving.Hosting;

/// <summary>One variant that takes traffic.</summary>
public sealed record LiveVariant(string Name, IModelHost Host, VariantHealth Health, double Weight);

/// <summary>An endpoint as requests see it: immutable; a change of the endpoint makes another.</summary>
public sealed class EndpointRoute(string name, IReadOnlyList<LiveVariant> variants, DataCaptureConfig? capture)
{
    private readonly WeightedChoice _choice = new([.. variants.Select(variant => variant.Weight)]);

    public string Name => name;

    /// <summary>What is kept of the traffic, or null for nothing.</summary>
    public DataCaptureConfig? Capture => capture;

    /// <summary>The variant for the next request: the one it asks for, else by weight; null when there is none of that name.</summary>
    public LiveVariant? Choose(string? target) =>
        target is null ? variants[_choice.Next()] : variants.LastOrDefault(variant => variant.Name == target);
}

/// <summary>All endpoints that take requests: one immutable table, exchanged as a whole. Reading it takes no lock.</summary>
public sealed class RoutingTable
{
    private readonly Lock _changing = new();
    private FrozenDictionary<string, EndpointRoute> _routes = FrozenDictionary<string, EndpointRoute>.Empty;

    public EndpointRoute? Find(string endpoint) => Volatile.Read(ref _routes).GetValueOrDefault(endpoint);

    public void Set(EndpointRoute route) => Change(routes => routes[route.Name] = route);

    public void Remove(string endpoint) => Change(routes => routes.Remove(endpoint));

    private void Change(Action<Dictionary<string, EndpointRoute>> change)
    {
        lock (_changing)
        {
            var next = new Dictionary<string, EndpointRoute>(_routes, StringComparer.Ordinal);
            change(next);
            Volatile.Write(ref _routes, next.ToFrozenDictionary(StringComparer.Ordinal));
        }
    }
}
