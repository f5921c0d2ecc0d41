namespace MlPlatform.Gateway;

/// <summary>Where the public door listens, what it forwards to and how much it takes.</summary>
public sealed record GatewayOptions
{
    /// <summary>The port for HTTP/1.1.</summary>
    public int Port { get; init; } = 4566;

    /// <summary>The port for cleartext HTTP/2, which the JavaScript Kinesis client speaks; 0 for none.</summary>
    public int Http2Port { get; init; } = 4567;

    /// <summary>The address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Where the sidecar takes invocations.</summary>
    public Uri Sidecar { get; init; } = new("http://127.0.0.1:3500");

    /// <summary>The token the sidecar asks for, or null when it asks for none.</summary>
    public string? SidecarToken { get; init; }

    /// <summary>The region of requests that name none (the older S3 signatures).</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account of the platform's own key.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>The largest invocation of an endpoint, in bytes; SageMaker's limit.</summary>
    public int InvocationLimit { get; init; } = 6 * 1024 * 1024;

    /// <summary>The largest body of any other operation, in bytes: PutRecords with 10 MiB of data in base64, and its frame.</summary>
    public int OperationLimit { get; init; } = 15 * 1024 * 1024;

    public static GatewayOptions From(IConfiguration configuration) => new()
    {
        Port = configuration.GetValue("APP_PORT", 4566),
        Http2Port = configuration.GetValue("GATEWAY_HTTP2_PORT", configuration.GetValue("APP_PORT", 4566) + 1),
        Address = configuration.GetValue("GATEWAY_ADDRESS", "127.0.0.1")!,
        Sidecar = new Uri($"http://127.0.0.1:{configuration.GetValue("DAPR_HTTP_PORT", 3500)}"),
        SidecarToken = configuration["DAPR_API_TOKEN"],
        Region = configuration["AWS_REGION"] ?? configuration["AWS_DEFAULT_REGION"] ?? "us-east-1",
        AccountId = configuration["MLPLATFORM_ACCOUNT_ID"] ?? "000000000000",
    };
}
