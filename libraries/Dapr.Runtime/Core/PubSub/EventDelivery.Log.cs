namespace MlPlatform.Dapr.Runtime.Core.PubSub;

internal sealed partial class EventDelivery
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1, LogLevel.Warning, "An event of topic {Topic} was refused by {AppId} with status {Status}")]
    private partial void DeliveryRefused(string topic, string appId, int status);

    [LoggerMessage(2, LogLevel.Warning, "An event of topic {Topic} was dropped: {AppId} has no such route")]
    private partial void RouteMissing(string topic, string appId);

    [LoggerMessage(3, LogLevel.Warning, "The delivery of an event of topic {Topic} to {AppId} broke off")]
    private partial void DeliveryBroke(Exception exception, string topic, string appId);

    [LoggerMessage(4, LogLevel.Warning, "{AppId} did not answer to an event of topic {Topic} within {Timeout}")]
    private partial void DeliveryTimedOut(string topic, string appId, TimeSpan timeout);
}
