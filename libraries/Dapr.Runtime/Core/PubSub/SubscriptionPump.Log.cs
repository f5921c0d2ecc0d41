namespace MlPlatform.Dapr.Runtime.Core.PubSub;

internal sealed partial class SubscriptionPump
{
    [LoggerMessage(1, LogLevel.Warning, "Message {Sequence} of topic {Topic} goes to {DeadLetterTopic} after {Attempts} attempts")]
    private partial void DeadLettered(string topic, long sequence, int attempts, string deadLetterTopic);

    [LoggerMessage(2, LogLevel.Warning, "Message {Sequence} of topic {Topic} was dropped by its subscriber")]
    private partial void Dropped(string topic, long sequence);

    [LoggerMessage(3, LogLevel.Error, "Message {Sequence} of topic {Topic} could not be settled and waits for the next start")]
    private partial void DeliveryBroke(Exception exception, string topic, long sequence);
}
