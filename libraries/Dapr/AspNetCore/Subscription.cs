using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;

namespace MlPlatform.Dapr;

/// <summary>One subscription as the sidecar reads it from the app.</summary>
internal sealed record Subscription(
    string PubsubName, string Topic, string Route, string? DeadLetterTopic, IDictionary<string, string>? Metadata)
{
    /// <summary>Collects the subscriptions of every endpoint; two endpoints for one topic are a mistake that is named.</summary>
    public static IReadOnlyList<Subscription> ReadFrom(EndpointDataSource endpoints)
    {
        var subscriptions = endpoints.Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<TopicOptions>(), (endpoint, topic) => From(endpoint, topic))
            .Distinct()
            .OrderBy(subscription => subscription.PubsubName, StringComparer.Ordinal)
            .ThenBy(subscription => subscription.Topic, StringComparer.Ordinal)
            .ToList();
        var twice = subscriptions.GroupBy(subscription => (subscription.PubsubName, subscription.Topic)).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? subscriptions
            : throw new InvalidOperationException(
                $"The topic '{twice.Key.Topic}' of '{twice.Key.PubsubName}' has several routes: {string.Join(", ", twice.Select(one => one.Route))}.");
    }

    private static Subscription From(RouteEndpoint endpoint, TopicOptions topic)
    {
        if (endpoint.RoutePattern.Parameters.Count > 0)
        {
            throw new InvalidOperationException(
                $"'{endpoint.RoutePattern.RawText}' takes route parameters, so no topic can be delivered to it.");
        }

        var route = string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts
            .OfType<Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart>().Select(part => part.Content))));
        return new Subscription(topic.PubsubName, topic.Name, "/" + route, topic.DeadLetterTopic, topic.Metadata);
    }
}

/// <summary>The JSON of subscriptions.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<Subscription>))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;
