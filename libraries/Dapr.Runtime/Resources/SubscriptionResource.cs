namespace MlPlatform.Dapr.Runtime.Resources;

/// <summary>A topic an app wants, and the routes its events take.</summary>
/// <param name="PubSub">The pub/sub component.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Rules">Routes in the order they are tried; the one without a condition is the default and comes last.</param>
/// <param name="DeadLetterTopic">Where an event goes that the app never took, or null.</param>
/// <param name="Metadata">Settings such as rawPayload.</param>
internal sealed record SubscriptionResource(
    string PubSub, string Topic, IReadOnlyList<RouteRule> Rules, string? DeadLetterTopic, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The apps a declared subscription is for; empty means every app.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether a file declared it rather than the app itself.</summary>
    public bool Declared { get; init; }

    public bool RawPayload => string.Equals(Metadata.GetValueOrDefault("rawPayload"), "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>One route: the path, and the condition over the event under which it is taken (null: always).</summary>
internal sealed record RouteRule(string? Match, string Path);
