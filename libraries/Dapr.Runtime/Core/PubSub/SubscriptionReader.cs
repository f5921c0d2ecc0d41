using System.Net;
using System.Text.Json;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>Asks an app for the topics it wants (GET /dapr/subscribe).</summary>
internal static class SubscriptionReader
{
    /// <summary>What the app names; empty where it has no such endpoint, null where it is not there or not ready.</summary>
    public static async Task<IReadOnlyList<SubscriptionResource>?> ReadAsync(AppChannel channel, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, channel.Origin + "/dapr/subscribe");
        try
        {
            using var response = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound) return [];
            if (!response.IsSuccessStatusCode) return null;
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return Parse(body);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the list; throws <see cref="JsonException"/> where it is none.</summary>
    public static IReadOnlyList<SubscriptionResource> Parse(byte[] body)
    {
        if (body.Length == 0) return [];
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new JsonException("The subscriptions are not an array.");
        return [.. document.RootElement.EnumerateArray().Select(One)];
    }

    private static SubscriptionResource One(JsonElement item)
    {
        var rules = new List<RouteRule>();
        if (Member(item, "routes") is { ValueKind: JsonValueKind.Object } routes)
        {
            if (Member(routes, "rules") is { ValueKind: JsonValueKind.Array } conditions)
            {
                rules.AddRange(conditions.EnumerateArray().Select(rule => new RouteRule(Text(rule, "match"), Text(rule, "path") ?? "")));
            }

            if (Text(routes, "default") is { Length: > 0 } fallback) rules.Add(new RouteRule(null, fallback));
        }

        if (Text(item, "route") is { Length: > 0 } route) rules.Add(new RouteRule(null, route));
        return new SubscriptionResource(
            Text(item, "pubsubname") ?? throw new JsonException("A subscription has no pubsubname."),
            Text(item, "topic") ?? throw new JsonException("A subscription has no topic."),
            rules,
            Text(item, "deadLetterTopic") is { Length: > 0 } deadLetter ? deadLetter : null,
            Settings(item));
    }

    private static Dictionary<string, string> Settings(JsonElement item) =>
        Member(item, "metadata") is { ValueKind: JsonValueKind.Object } metadata
            ? metadata.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString(), StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    private static string? Text(JsonElement item, string name) =>
        Member(item, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A member by name in any case: SDKs write pubsubname and pubsubName.</summary>
    private static JsonElement? Member(JsonElement item, string name)
    {
        foreach (var member in item.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        }

        return null;
    }
}
