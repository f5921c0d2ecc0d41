using MlPlatform.Storage.Index;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Operations;

/// <summary>PUT /bucket/key?tagging : replaces an object's tags.</summary>
internal sealed class PutObjectTagging(ObjectIndex index) : IS3Operation
{
    public async Task HandleAsync(S3Request request, CancellationToken cancellationToken)
    {
        var body = await XmlBody.RequireAsync(request, "Tagging", cancellationToken);
        var set = body.Children("TagSet").FirstOrDefault() ?? throw XmlBody.Malformed();
        var tags = TagRules.Check(set.Children("Tag").Select(tag => (tag.Text("Key") ?? "", tag.Text("Value") ?? "")));
        await index.WriteAsync(change => Replace(change, request, tags));
    }

    /// <summary>Gives the object other tags.</summary>
    public static bool Replace(IndexChange change, S3Request request, IReadOnlyDictionary<string, string> tags)
    {
        BucketTable.Require(change.Connection, request);
        var found = ObjectTable.Require(change.Connection, request.Bucket, request.Key);
        ObjectTable.UpdateProperties(change, request.Bucket, request.Key, found.Properties with { Tags = tags });
        return true;
    }
}
