using Microsoft.Extensions.Configuration;

namespace MlPlatform.Aws.Client;

/// <summary>Where a client of AWS JSON operations sends them, and as whom.</summary>
public sealed record AwsClientOptions
{
    /// <summary>The endpoint for every service, such as the Gateway's; null for AWS itself.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The region signed for.</summary>
    public required string Region { get; init; }

    /// <summary>The key that signs; null for what the SDK finds by itself (environment, profile, role).</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>How often a failed call is tried again: throttling, 5xx and broken connections, with back-off.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>Reads the variables that every AWS client reads.</summary>
    public static AwsClientOptions From(IConfiguration configuration) => new()
    {
        Endpoint = configuration["AWS_ENDPOINT_URL"] is { Length: > 0 } endpoint ? new Uri(endpoint) : null,
        Region = configuration["AWS_REGION"] ?? configuration["AWS_DEFAULT_REGION"] ?? "us-east-1",
        AccessKeyId = configuration["AWS_ACCESS_KEY_ID"],
        SecretAccessKey = configuration["AWS_SECRET_ACCESS_KEY"],
    };
}
