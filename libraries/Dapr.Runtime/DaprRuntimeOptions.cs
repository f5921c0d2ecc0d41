namespace MlPlatform.Dapr.Runtime;

/// <summary>What the embedded runtime needs to start: where it keeps its data, what it may use, and whom it serves.</summary>
public sealed record DaprRuntimeOptions
{
    /// <summary>The folder of the runtime's database. It is created when absent; one runtime at a time may hold it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The folder of Dapr's YAML files: components, subscriptions, resiliency.</summary>
    public required string ResourcesFolder { get; init; }

    /// <summary>The apps to serve, each with the ports of its own "sidecar".</summary>
    public required IReadOnlyList<DaprApp> Apps { get; init; }

    /// <summary>The clock of timers, back-off and expiry.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long the end may wait for requests and deliveries in flight.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often an app that is up is asked again for its subscriptions, so that a restarted app is noticed.</summary>
    public TimeSpan SubscriptionRefresh { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>One app id: where the app listens, and where the runtime listens for it.</summary>
public sealed record DaprApp
{
    public required string AppId { get; init; }

    /// <summary>The app's own port, or null for a client that serves nothing.</summary>
    public int? AppPort { get; init; }

    /// <summary>The port of Dapr's HTTP API for this app.</summary>
    public required int HttpPort { get; init; }

    /// <summary>The port of Dapr's gRPC API (HTTP/2 without TLS) for this app.</summary>
    public required int GrpcPort { get; init; }

    /// <summary>How the app is reached; only "http" is served.</summary>
    public string AppProtocol { get; init; } = "http";

    /// <summary>The token the app must show (header dapr-api-token), or null to ask for none.</summary>
    public string? ApiToken { get; init; }

    /// <summary>The token the runtime shows to the app, or null to show none.</summary>
    public string? AppApiToken { get; init; }
}
