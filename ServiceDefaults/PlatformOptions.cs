using Microsoft.Extensions.Configuration;

namespace MlPlatform.ServiceDefaults;

/// <summary>Where this process stands; read from the environment that AppHost or the cluster sets.</summary>
public sealed record PlatformOptions
{
    /// <summary>The Dapr app id of this service.</summary>
    public required string AppId { get; init; }

    /// <summary>The folder that holds MlPlatform.sln, or the root of the image.</summary>
    public required string HomeFolder { get; init; }

    /// <summary>The folder for this service's files.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The region of documents that no request names one for.</summary>
    public required string Region { get; init; }

    /// <summary>The account of the platform's own credential.</summary>
    public required string AccountId { get; init; }

    /// <summary>The DynamoDB table for documents, or null for SQLite in the service's own folder.</summary>
    public string? DocumentTable { get; init; }

    /// <summary>The token with which the sidecar proves itself, or null when none is required.</summary>
    public string? AppApiToken { get; init; }

    public static PlatformOptions From(IConfiguration configuration, string applicationName)
    {
        var appId = configuration["APP_ID"] ?? applicationName.Split('.')[^1].ToLowerInvariant();
        var home = configuration["MLPLATFORM_HOME"] ?? Directory.GetCurrentDirectory();
        var data = configuration["MLPLATFORM_DATA"] ?? Path.Combine(home, ".mlplatform", "data");
        return new PlatformOptions
        {
            AppId = appId,
            HomeFolder = home,
            DataFolder = Path.Combine(data, appId),
            Region = configuration["AWS_REGION"] ?? "us-east-1",
            AccountId = configuration["MLPLATFORM_ACCOUNT_ID"] ?? "000000000000",
            DocumentTable = configuration["MLPLATFORM_DOCUMENT_TABLE"],
            AppApiToken = configuration["APP_API_TOKEN"],
        };
    }
}
