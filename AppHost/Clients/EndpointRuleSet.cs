using System.Text.Json.Nodes;

namespace MlPlatform.AppHost.Clients;

/// <summary>The rule sets themselves, in the form botocore evaluates.</summary>
internal static class EndpointRuleSet
{
    /// <summary>One rule: whatever is asked, this address.</summary>
    public static JsonObject General(string url) => Document(
        new JsonObject
        {
            ["Region"] = Text("AWS::Region"),
            ["UseDualStack"] = Flag("AWS::UseDualStack"),
            ["UseFIPS"] = Flag("AWS::UseFIPS"),
            ["Endpoint"] = Text("SDK::Endpoint"),
        },
        Rule([], url, new JsonObject()));

    /// <summary>Two rules: path style where a bucket is named, and S3's own way of signing either way.</summary>
    public static JsonObject S3(string url) => Document(
        new JsonObject
        {
            ["Bucket"] = Text(null),
            ["Region"] = Text("AWS::Region"),
            ["UseFIPS"] = Flag("AWS::UseFIPS"),
            ["UseDualStack"] = Flag("AWS::UseDualStack"),
            ["Endpoint"] = Text("SDK::Endpoint"),
            ["ForcePathStyle"] = Flag("AWS::S3::ForcePathStyle"),
            ["Accelerate"] = Flag("AWS::S3::Accelerate"),
            ["UseGlobalEndpoint"] = Flag("AWS::S3::UseGlobalEndpoint"),
            ["UseObjectLambdaEndpoint"] = Flag(null),
            ["DisableAccessPoints"] = Flag(null),
            ["DisableMultiRegionAccessPoints"] = Flag("AWS::S3::DisableMultiRegionAccessPoints"),
            ["UseArnRegion"] = Flag("AWS::S3::UseArnRegion"),
        },
        Rule([IsSet("Bucket"), Encoded("Bucket", "path")], url + "/{path}", S3Signing()),
        Rule([], url, S3Signing()));

    private static JsonObject Document(JsonObject parameters, params JsonNode[] rules) =>
        new() { ["version"] = "1.0", ["parameters"] = parameters, ["rules"] = new JsonArray(rules) };

    private static JsonObject Rule(JsonArray conditions, string url, JsonObject properties) => new()
    {
        ["conditions"] = conditions,
        ["type"] = "endpoint",
        ["endpoint"] = new JsonObject { ["url"] = url, ["properties"] = properties, ["headers"] = new JsonObject() },
    };

    private static JsonObject IsSet(string parameter) => new() { ["fn"] = "isSet", ["argv"] = new JsonArray(Reference(parameter)) };

    private static JsonObject Encoded(string parameter, string name) =>
        new() { ["fn"] = "uriEncode", ["argv"] = new JsonArray(Reference(parameter)), ["assign"] = name };

    private static JsonObject Reference(string parameter) => new() { ["ref"] = parameter };

    private static JsonObject S3Signing() => new()
    {
        ["authSchemes"] = new JsonArray(new JsonObject
        {
            ["name"] = "sigv4", ["signingName"] = "s3", ["signingRegion"] = "{Region}", ["disableDoubleEncoding"] = true,
        }),
    };

    private static JsonObject Text(string? builtIn) => Parameter("String", builtIn);

    private static JsonObject Flag(string? builtIn) => Parameter("Boolean", builtIn);

    private static JsonObject Parameter(string type, string? builtIn)
    {
        var parameter = new JsonObject { ["type"] = type, ["required"] = false, ["documentation"] = "" };
        if (builtIn is not null) parameter["builtIn"] = builtIn;
        return parameter;
    }
}
