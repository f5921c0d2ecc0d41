using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MlPlatform.Dapr;

/// <summary>Subscribes endpoints to topics and tells the sidecar about it.</summary>
public static class DaprEndpointExtensions
{
    /// <summary>Subscribes an endpoint to a topic.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name)
        where T : IEndpointConventionBuilder
        => builder.WithTopic(new TopicOptions { PubsubName = pubsubName, Name = name });

    /// <summary>Subscribes an endpoint to a topic, with metadata of the subscription.</summary>
    public static T WithTopic<T>(this T builder, string pubsubName, string name, IDictionary<string, string> metadata)
        where T : IEndpointConventionBuilder
        => builder.WithTopic(new TopicOptions { PubsubName = pubsubName, Name = name, Metadata = metadata });

    /// <summary>Subscribes an endpoint to a topic.</summary>
    public static T WithTopic<T>(this T builder, TopicOptions topicOptions)
        where T : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(topicOptions.PubsubName);
        ArgumentException.ThrowIfNullOrEmpty(topicOptions.Name);
        builder.Add(endpoint => endpoint.Metadata.Add(topicOptions));
        return builder;
    }

    /// <summary>Maps <c>GET /dapr/subscribe</c>, from which the sidecar reads the subscriptions of this app.</summary>
    public static IEndpointConventionBuilder MapSubscribeHandler(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapGet("dapr/subscribe", (HttpContext http) => http.Response.WriteAsJsonAsync(
            Subscription.ReadFrom(http.RequestServices.GetRequiredService<EndpointDataSource>()),
            SubscriptionJson.Default.IReadOnlyListSubscription,
            cancellationToken: http.RequestAborted));
    }
}
