namespace MlPlatform.Contracts;

/// <summary>Amazon resource names: <c>arn:aws:service:region:account:kind/name</c>.</summary>
public static class Arn
{
    public static string SageMaker(string region, string accountId, string kind, string name) =>
        $"arn:aws:sagemaker:{region}:{accountId}:{kind}/{name}";

    public static string Kinesis(string region, string accountId, string streamName) =>
        $"arn:aws:kinesis:{region}:{accountId}:stream/{streamName}";

    public static string Firehose(string region, string accountId, string deliveryStreamName) =>
        $"arn:aws:firehose:{region}:{accountId}:deliverystream/{deliveryStreamName}";

    /// <summary>What follows the last <c>kind/</c>: the name of the resource, or the text itself when it is no ARN.</summary>
    public static string Name(string arnOrName)
    {
        if (!arnOrName.StartsWith("arn:", StringComparison.Ordinal)) return arnOrName;
        var resource = arnOrName.Split(':', 6)[^1];
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? resource : resource[(slash + 1)..];
    }
}
