namespace MlPlatform.Dapr;

/// <summary>A topic that an endpoint subscribes to.</summary>
public class TopicOptions
{
    /// <summary>The name of the pub/sub component.</summary>
    public string PubsubName { get; set; } = string.Empty;

    /// <summary>The topic.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Where events go that cannot be delivered.</summary>
    public string? DeadLetterTopic { get; set; }

    /// <summary>Metadata of the subscription.</summary>
    public IDictionary<string, string>? Metadata { get; set; }
}
