using MlPlatform.Dapr.Runtime.Errors;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>The publishing half of the pub/sub building block. An event is durable when its task completes.</summary>
internal sealed class PublishBlock(MessageStore messages, ResourceSet resources, TimeProvider time)
{
    /// <summary>Publishes one event.</summary>
    public Task PublishAsync(PublishedEvent published, CancellationToken cancellationToken)
    {
        RequireTopic(published.AppId, published.PubSub, published.Topic);
        return messages.AppendAsync(published.PubSub, published.Topic, [Message(published)], cancellationToken);
    }

    /// <summary>Publishes several events to one topic, all or none.</summary>
    public Task PublishBulkAsync(string appId, string pubSub, string topic, IReadOnlyList<PublishedEvent> events, CancellationToken cancellationToken)
    {
        RequireTopic(appId, pubSub, topic);
        return events.Count == 0 ? Task.CompletedTask : messages.AppendAsync(pubSub, topic, [.. events.Select(Message)], cancellationToken);
    }

    private NewMessage Message(PublishedEvent published)
    {
        var seconds = published.Metadata.TimeToLive(RuntimeErrors.PubSubMetadata);
        DateTimeOffset? expires = seconds is { } ttl ? time.GetUtcNow().AddSeconds(ttl) : null;
        var body = published.Raw ? published.Data : CloudEvent.Wrap(published with { Expires = expires }, time);
        return new NewMessage(body, published.Raw, expires?.ToUnixTimeMilliseconds());
    }

    private void RequireTopic(string appId, string pubSub, string topic)
    {
        if (pubSub.Length == 0) throw RuntimeErrors.PubSubEmpty.With("pubsub name is empty");
        if (topic.Length == 0) throw RuntimeErrors.TopicEmpty.With($"topic is empty in pubsub {pubSub}");
        var components = resources.OfType(ComponentTypes.PubSub, appId).ToList();
        if (components.Count == 0) throw RuntimeErrors.PubSubNotConfigured.With("no pubsub is configured");
        var component = components.Find(candidate => candidate.Name == pubSub)
            ?? throw RuntimeErrors.PubSubNotFound.With($"pubsub {pubSub} is not found");
        if (!TopicScopes.MayPublish(component, appId, topic))
        {
            throw RuntimeErrors.PubSubForbidden.With($"topic {topic} is not allowed for app id {appId}");
        }
    }
}
