using System.Text.Json.Nodes;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Serving.Store;

/// <summary>What is told when an endpoint changes.</summary>
internal sealed class EndpointEvents(PlatformEvents events)
{
    public OutboxMessage Changed(Endpoint endpoint)
    {
        var sources = (endpoint.Current?.Variants ?? []).Select(variant => variant.Container.Source).OfType<string>().Distinct();
        var detail = new JsonObject
        {
            ["EndpointName"] = endpoint.Name,
            ["EndpointArn"] = endpoint.Arn,
            ["EndpointConfigName"] = endpoint.Current?.ConfigName ?? endpoint.TargetConfig,
            ["EndpointStatus"] = endpoint.Status,
            ["FailureReason"] = endpoint.FailureReason,
            ["CreationTime"] = endpoint.CreationTime.ToUnixTimeMilliseconds(),
            ["LastModifiedTime"] = endpoint.LastModifiedTime.ToUnixTimeMilliseconds(),
            ["ModelSources"] = new JsonArray([.. sources.Select(source => JsonValue.Create(source))]),
        };
        return events.Create(Topics.EndpointChanged, "SageMaker Endpoint State Change", endpoint.Arn, detail);
    }
}
