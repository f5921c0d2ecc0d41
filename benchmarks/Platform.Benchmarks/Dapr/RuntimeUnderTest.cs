using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Dapr;
using MlPlatform.Dapr.Runtime;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Dapr;

/// <summary>The embedded runtime with one app, both in this process; data on disk, durable as in production.</summary>
internal sealed class RuntimeUnderTest : IAsyncDisposable
{
    private const string AppId = "bench";
    private readonly TemporaryFolder _folder = new();
    private readonly DaprRuntimeHost _runtime;

    private RuntimeUnderTest(TemporaryFolder folder, DaprRuntimeHost runtime, WebApplication app) => (_folder, _runtime, App) = (folder, runtime, app);

    public WebApplication App { get; }

    public static async Task<RuntimeUnderTest> StartAsync(Action<IServiceCollection> services, Action<WebApplication> map)
    {
        var folder = new TemporaryFolder();
        var (appPort, httpPort, grpcPort) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var runtime = await DaprRuntimeHost.StartAsync(
            new DaprRuntimeOptions
            {
                DataFolder = folder.Path,
                ResourcesFolder = Path.Combine(Repository.Root, "components/embedded"),
                Apps = [new DaprApp { AppId = AppId, AppPort = appPort, HttpPort = httpPort, GrpcPort = grpcPort }],
            }, NullLoggerFactory.Instance, CancellationToken.None);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["DAPR_HTTP_PORT"] = $"{httpPort}";
        builder.Configuration["DAPR_GRPC_PORT"] = $"{grpcPort}";
        builder.WebHost.UseUrls($"http://127.0.0.1:{appPort}");
        builder.Services.AddDaprClient();
        services(builder.Services);
        var app = builder.Build();
        app.UseCloudEvents();
        map(app);
        app.MapSubscribeHandler();
        await app.StartAsync();
        return new RuntimeUnderTest(folder, runtime, app);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await _runtime.DisposeAsync();
        _folder.Dispose();
    }
}
