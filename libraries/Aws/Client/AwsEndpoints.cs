namespace MlPlatform.Aws.Client;

/// <summary>AWS's own addresses and signing names of the services reached by target.</summary>
internal static class AwsEndpoints
{
    public static Uri Of(string service, string region) => new(service switch
    {
        "sagemaker" => $"https://api.sagemaker.{region}.amazonaws.com",
        _ => $"https://{service}.{region}.amazonaws.com",
    });

    /// <summary>The signing name of a target such as <c>Kinesis_20131202.PutRecords</c>.</summary>
    public static string ServiceOf(string target)
    {
        var prefix = target.AsSpan(0, Math.Max(0, target.IndexOf('.', StringComparison.Ordinal)));
        var version = prefix.IndexOf('_');
        return (version < 0 ? prefix : prefix[..version]).ToString().ToLowerInvariant();
    }
}
