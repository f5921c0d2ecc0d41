namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>A message of a topic, at its place in the topic's order.</summary>
internal sealed record StoredMessage(long Sequence, byte[] Body, bool Raw, long? Expires);

/// <summary>A message that was not taken and will be delivered again.</summary>
internal sealed record RetryEntry(long Sequence, int Attempts, long Due);
