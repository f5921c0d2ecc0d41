using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>Which apps may publish to and subscribe to which topics, as a pub/sub component's settings say.</summary>
/// <remarks>publishingScopes and subscriptionScopes are written "app1=topic1,topic2;app2=topic3"; an app that is not named is free.</remarks>
internal static class TopicScopes
{
    public static bool MayPublish(Component component, string appId, string topic) => May(component, "publishingScopes", appId, topic);

    public static bool MaySubscribe(Component component, string appId, string topic) => May(component, "subscriptionScopes", appId, topic);

    private static bool May(Component component, string setting, string appId, string topic)
    {
        var allowed = Names(component.Setting("allowedTopics"));
        if (allowed.Length > 0 && !allowed.Contains(topic)) return false;
        var scoped = Scoped(component.Setting(setting), appId);
        if (Names(component.Setting("protectedTopics")).Contains(topic)) return scoped is not null && scoped.Contains(topic);
        return scoped is null || scoped.Contains(topic);
    }

    private static string[]? Scoped(string? setting, string appId)
    {
        foreach (var entry in (setting ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts[0] == appId) return Names(parts.Length > 1 ? parts[1] : "");
        }

        return null;
    }

    private static string[] Names(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
