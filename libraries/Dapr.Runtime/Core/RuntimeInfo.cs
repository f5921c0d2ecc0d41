using System.Collections.Concurrent;
using MlPlatform.Dapr.Runtime.Core.PubSub;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core;

/// <summary>What an app may ask about its runtime, and the values it adds to that itself.</summary>
internal sealed class RuntimeInfo(ResourceSet resources, IReadOnlyDictionary<string, AppSubscriptions> subscriptions, Func<string, int> workers)
{
    /// <summary>The version of Dapr whose API this is.</summary>
    public const string Version = "1.18.0-embedded";

    private readonly ConcurrentDictionary<(string AppId, string Key), string> _extended = new();

    public IReadOnlyList<Component> Components(string appId) => [.. resources.Components.Where(component => component.IsFor(appId))];

    public IReadOnlyList<SubscriptionResource> Subscriptions(string appId) =>
        subscriptions.TryGetValue(appId, out var current) ? current.Current : [];

    /// <summary>The app's own values and the runtime's version.</summary>
    public IReadOnlyDictionary<string, string> Extended(string appId)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["daprRuntimeVersion"] = Version };
        foreach (var ((owner, key), value) in _extended)
        {
            if (owner == appId) values[key] = value;
        }

        return values;
    }

    /// <summary>How many workflow workers of the app are connected.</summary>
    public int ConnectedWorkers(string appId) => workers(appId);

    public void Set(string appId, string key, string value) => _extended[(appId, key)] = value;

    /// <summary>What a component can do, in Dapr's words.</summary>
    public static IReadOnlyList<string> Capabilities(Component component) => component.Type switch
    {
        ComponentTypes.State => ["ETAG", "TRANSACTIONAL", "TTL"],
        ComponentTypes.PubSub => ["MESSAGE_TTL"],
        _ => [],
    };
}
