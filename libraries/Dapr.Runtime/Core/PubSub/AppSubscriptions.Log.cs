namespace MlPlatform.Dapr.Runtime.Core.PubSub;

internal sealed partial class AppSubscriptions
{
    [LoggerMessage(1, LogLevel.Information, "{AppId} is subscribed to {PubSub}/{Topic}")]
    private partial void Subscribed(string appId, string pubSub, string topic);

    [LoggerMessage(2, LogLevel.Warning, "{AppId} is not subscribed to {PubSub}/{Topic}: {Fault}")]
    private partial void Refused(string appId, string pubSub, string topic, string fault);

    [LoggerMessage(3, LogLevel.Error, "The subscriptions of {AppId} could not be stored; they are read again")]
    private partial void NotServed(Exception exception, string appId);
}
