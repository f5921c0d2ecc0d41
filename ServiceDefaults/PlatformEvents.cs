using System.Globalization;
using System.Text.Json.Nodes;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;

namespace MlPlatform.ServiceDefaults;

/// <summary>Makes the outbox messages that tell of a change.</summary>
public sealed class PlatformEvents(TimeProvider time)
{
    /// <param name="topic">One of <see cref="Topics"/>.</param>
    /// <param name="detailType">EventBridge's name of it, such as <c>SageMaker Training Job State Change</c>.</param>
    /// <param name="resourceArn">What changed; region and account are read from it.</param>
    /// <param name="detail">The resource as its Describe operation would show it, or the part that matters.</param>
    public OutboxMessage Create(string topic, string detailType, string resourceArn, JsonObject detail)
    {
        var arn = resourceArn.Split(':', 6);
        var platformEvent = new PlatformEvent
        {
            Id = Guid.NewGuid().ToString(),
            DetailType = detailType,
            Source = "aws.sagemaker",
            Account = arn.Length > 4 ? arn[4] : "",
            Region = arn.Length > 3 ? arn[3] : "",
            Time = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Resources = [resourceArn],
            Detail = detail,
        };
        return new OutboxMessage(topic, platformEvent.ToUtf8());
    }
}
