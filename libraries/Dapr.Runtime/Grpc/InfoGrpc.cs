using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;
using MlPlatform.Dapr.Runtime.Core;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Grpc;

/// <summary>Metadata and shutdown over gRPC.</summary>
internal static class InfoGrpc
{
    public static void MapInfoGrpc(this IEndpointRouteBuilder endpoints, RuntimeInfo info)
    {
        endpoints.Map(DaprMethods.GetMetadata, (_, app, _) => Task.FromResult(Get(app, info)));
        endpoints.Map(DaprMethods.SetMetadata, (request, app, _) =>
        {
            info.Set(app.AppId, request.Key, request.Value);
            return Task.FromResult(new Empty());
        });

        // The runtime belongs to its host; an app that leaves takes only itself away.
        endpoints.Map(DaprMethods.Shutdown, (_, _, _) => Task.FromResult(new Empty()));
    }

    private static GetMetadataResponse Get(DaprApp app, RuntimeInfo info)
    {
        var response = new GetMetadataResponse
        {
            Id = app.AppId,
            RuntimeVersion = RuntimeInfo.Version,
            Workflows = new MetadataWorkflows { ConnectedWorkers = info.ConnectedWorkers(app.AppId) },
        };
        foreach (var (name, value) in info.Extended(app.AppId)) response.ExtendedMetadata[name] = value;
        response.RegisteredComponents.Add(info.Components(app.AppId).Select(Registered));
        response.Subscriptions.Add(info.Subscriptions(app.AppId).Select(Subscribed));
        if (app.AppPort is { } port)
        {
            response.AppConnectionProperties = new AppConnectionProperties { Port = port, Protocol = app.AppProtocol, ChannelAddress = "127.0.0.1" };
        }

        return response;
    }

    private static RegisteredComponents Registered(Component component)
    {
        var registered = new RegisteredComponents { Name = component.Name, Type = component.Type, Version = component.Version };
        registered.Capabilities.Add(RuntimeInfo.Capabilities(component));
        return registered;
    }

    private static PubsubSubscription Subscribed(SubscriptionResource subscription)
    {
        var rules = new PubsubSubscriptionRules();
        rules.Rules.Add(subscription.Rules.Select(rule => new PubsubSubscriptionRule { Match = rule.Match ?? "", Path = rule.Path }));
        return new PubsubSubscription
        {
            PubsubName = subscription.PubSub,
            Topic = subscription.Topic,
            Rules = rules,
            DeadLetterTopic = subscription.DeadLetterTopic ?? "",
            Type = subscription.Declared ? PubsubSubscriptionType.Declarative : PubsubSubscriptionType.Programmatic,
        };
    }
}
