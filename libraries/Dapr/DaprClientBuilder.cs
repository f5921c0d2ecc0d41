using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace MlPlatform.Dapr;

/// <summary>Builds a <see cref="DaprClient"/>; what is not set comes from configuration, then from the environment.</summary>
public sealed class DaprClientBuilder
{
    private readonly IConfiguration? _configuration;
    private string? _httpEndpoint;
    private string? _grpcEndpoint;
    private string? _apiToken;
    private JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);
    private TimeProvider _time = TimeProvider.System;

    /// <summary>Creates a builder that reads the sidecar's address from configuration, then from the environment.</summary>
    public DaprClientBuilder(IConfiguration? configuration = null) => _configuration = configuration;

    /// <summary>Sets the address of the sidecar's HTTP API.</summary>
    public DaprClientBuilder UseHttpEndpoint(string httpEndpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(httpEndpoint);
        _httpEndpoint = httpEndpoint;
        return this;
    }

    /// <summary>Sets the address of the sidecar's gRPC API.</summary>
    public DaprClientBuilder UseGrpcEndpoint(string grpcEndpoint)
    {
        ArgumentException.ThrowIfNullOrEmpty(grpcEndpoint);
        _grpcEndpoint = grpcEndpoint;
        return this;
    }

    /// <summary>Sets the token that the sidecar wants.</summary>
    public DaprClientBuilder UseDaprApiToken(string apiToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(apiToken);
        _apiToken = apiToken;
        return this;
    }

    /// <summary>Sets the JSON options of payloads.</summary>
    public DaprClientBuilder UseJsonSerializationOptions(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _json = options;
        return this;
    }

    /// <summary>Creates the client; it connects when it is first used.</summary>
    public DaprClient Build()
    {
        var settings = SidecarSettings.Read(_configuration);
        return new SidecarClient(
            settings with
            {
                HttpEndpoint = _httpEndpoint is null ? settings.HttpEndpoint : SidecarSettings.ParseEndpoint(_httpEndpoint),
                GrpcEndpoint = _grpcEndpoint is null ? settings.GrpcEndpoint : SidecarSettings.ParseEndpoint(_grpcEndpoint),
                ApiToken = _apiToken ?? settings.ApiToken,
            },
            _json,
            _time);
    }

    internal DaprClientBuilder UseTimeProvider(TimeProvider time)
    {
        _time = time;
        return this;
    }
}
