using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using MlPlatform.Testing;

namespace MlPlatform.Gateway.Tests;

/// <summary>A Gateway on ports of its own before a recording sidecar.</summary>
public sealed class RunningGateway : IAsyncLifetime
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Account = "123456789012";

    private WebApplication? _app;

    public RecordingSidecar Sidecar { get; private set; } = null!;

    public int Port { get; } = FreePort.Next();

    public int Http2Port { get; } = FreePort.Next();

    public Uri Endpoint => new($"http://127.0.0.1:{Port}");

    public async Task InitializeAsync()
    {
        Sidecar = await RecordingSidecar.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["APP_PORT"] = $"{Port}",
            ["GATEWAY_HTTP2_PORT"] = $"{Http2Port}",
            ["DAPR_HTTP_PORT"] = $"{Sidecar.Port}",
            ["DAPR_API_TOKEN"] = "sidecar-token",
            ["AWS_ACCESS_KEY_ID"] = AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = SecretKey,
            ["MLPLATFORM_ACCOUNT_ID"] = Account,
        });
        builder.AddGateway();
        _app = builder.Build();
        _app.MapGateway();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        await Sidecar.DisposeAsync();
    }
}
