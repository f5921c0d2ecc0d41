using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Serving.Operations;

/// <summary>Hands the tags of a new resource to the registry, which keeps the tags of everything.</summary>
internal sealed class TagClient(PlatformClient platform)
{
    public async Task AddAsync(string arn, IReadOnlyList<Tag>? tags, OperationContext context, CancellationToken cancellationToken)
    {
        if (tags is null or { Count: 0 }) return;
        var list = new JsonArray([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);
        var request = new JsonObject { ["ResourceArn"] = arn, ["Tags"] = list };
        await platform.SendAsync("SageMaker.AddTags", request, context, cancellationToken);
    }
}
