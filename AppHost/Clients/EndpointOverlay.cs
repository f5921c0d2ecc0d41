namespace MlPlatform.AppHost.Clients;

/// <summary>
/// Writes a folder of endpoint rule sets that turns unmodified botocore clients (boto3, the AWS CLI, the SageMaker SDK,
/// Debian's included) towards one endpoint once <c>AWS_DATA_PATH</c> names it: botocore reads that folder before its own data.
/// </summary>
internal static class EndpointOverlay
{
    private const string RuleSetFile = "endpoint-rule-set-1.json";
    private const string S3 = "s3/2006-03-01";
    private const string Metrics = "sagemaker-metrics/2022-09-30";

    /// <summary>Writes the rule sets of every service botocore has, replacing those of an earlier endpoint.</summary>
    /// <param name="folder">The folder for <c>AWS_DATA_PATH</c>; created where it is missing.</param>
    /// <param name="endpoint">Where all services are, such as <c>http://127.0.0.1:4566</c>.</param>
    public static void Write(string folder, Uri endpoint)
    {
        var url = endpoint.GetLeftPart(UriPartial.Authority);
        var general = EndpointRuleSet.General(url).ToJsonString();
        foreach (var service in ReadLines("endpoint-rule-sets.txt"))
        {
            WriteFile(folder, service, RuleSetFile, service == S3 ? EndpointRuleSet.S3(url).ToJsonString() : general);
        }

        // SDKs open this client even where botocore is too old to know the service.
        WriteFile(folder, Metrics, "service-2.json", string.Join('\n', ReadLines("sagemaker-metrics.json")));
    }

    private static void WriteFile(string folder, string service, string name, string text)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, service));
        File.WriteAllText(Path.Combine(place.FullName, name), text);
    }

    private static string[] ReadLines(string resource)
    {
        using var stream = typeof(EndpointOverlay).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
