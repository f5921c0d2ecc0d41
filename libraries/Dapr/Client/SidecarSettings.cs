using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace MlPlatform.Dapr;

/// <summary>Where the sidecar listens and the token it wants: from configuration, then from the environment, then Dapr's defaults.</summary>
internal sealed record SidecarSettings(Uri HttpEndpoint, Uri GrpcEndpoint, string? ApiToken)
{
    private const int DefaultHttpPort = 3500;
    private const int DefaultGrpcPort = 50001;

    /// <summary>Reads the settings; an endpoint beats a port, and configuration beats the environment.</summary>
    public static SidecarSettings Read(IConfiguration? configuration) => new(
        Endpoint(configuration, "DAPR_HTTP_ENDPOINT", "DAPR_HTTP_PORT", DefaultHttpPort),
        Endpoint(configuration, "DAPR_GRPC_ENDPOINT", "DAPR_GRPC_PORT", DefaultGrpcPort),
        Value(configuration, "DAPR_API_TOKEN"));

    /// <summary>Reads an address; one without a scheme is taken as clear text.</summary>
    public static Uri ParseEndpoint(string text)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new ArgumentException($"'{text}' is not an http or https address of a Dapr sidecar.", nameof(text));
    }

    private static Uri Endpoint(IConfiguration? configuration, string endpointName, string portName, int defaultPort)
    {
        if (Value(configuration, endpointName) is { } endpoint)
        {
            return ParseEndpoint(endpoint);
        }

        var port = Value(configuration, portName);
        return new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port is null ? defaultPort : ParsePort(portName, port)).Uri;
    }

    private static int ParsePort(string name, string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw new ArgumentException($"{name} is '{text}', which is not a port.", name);

    private static string? Value(IConfiguration? configuration, string name)
        => NullIfEmpty(configuration?[name]) ?? NullIfEmpty(Environment.GetEnvironmentVariable(name));

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
