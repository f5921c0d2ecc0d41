using System.Text.Json;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>Chooses the route of an event: the first rule whose condition holds; null where none does.</summary>
internal static class RouteSelector
{
    public static string? Select(IReadOnlyList<RouteRule> rules, byte[] cloudEvent)
    {
        if (rules is [{ Match: null or "" } only]) return only.Path;
        using var document = JsonDocument.Parse(cloudEvent);
        foreach (var rule in rules)
        {
            if (string.IsNullOrEmpty(rule.Match) || RouteCondition.Parse(rule.Match).Holds(document.RootElement)) return rule.Path;
        }

        return null;
    }
}
