namespace MlPlatform.Dapr.Runtime.Core.PubSub;

internal sealed partial class AppSubscriptions
{
    [LoggerMessage(1, LogLevel.Information, "{AppId} is subscribed to {PubSub}/{Topic}")]
    private partial void Subscribed(string appId, string pubSub, string topic);

    [LoggerMessage(2, LogLevel.Warning, "{AppId} asks for topic {Topic} of the pub/sub component {PubSub}, which is not there")]
    private partial void UnknownPubSub(string appId, string pubSub, string topic);

    [LoggerMessage(3, LogLevel.Warning, "{AppId} may not subscribe to {PubSub}/{Topic}")]
    private partial void Forbidden(string appId, string pubSub, string topic);
}
