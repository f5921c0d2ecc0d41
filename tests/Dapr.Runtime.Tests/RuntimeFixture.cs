using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Runtime.Tests;

/// <summary>A runtime on ports of its own, over a temporary folder, serving the apps a test declares.</summary>
internal sealed class RuntimeFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<DaprApp> _apps = [];
    private DaprRuntimeHost? _host;

    public RuntimeFixture()
    {
        Directory.CreateDirectory(Resources);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "components", "embedded")))
        {
            File.Copy(file, Path.Combine(Resources, Path.GetFileName(file)));
        }
    }

    public string Resources => _folder.File("resources");

    public IReadOnlyList<DaprApp> Apps => _apps;

    public string Data => _folder.File("data");

    public DaprApp Add(string appId, int? appPort = null, string? apiToken = null, string? appApiToken = null, int? port = null)
    {
        var app = new DaprApp
        {
            AppId = appId,
            AppPort = appPort,
            HttpPort = port ?? FreePort.Next(),
            GrpcPort = FreePort.Next(),
            ApiToken = apiToken,
            AppApiToken = appApiToken,
        };
        _apps.Add(app);
        return app;
    }

    public void WriteResource(string name, string yaml) => File.WriteAllText(Path.Combine(Resources, name), yaml);

    public async Task StartAsync() => _host = await DaprRuntimeHost.StartAsync(
        new DaprRuntimeOptions
        {
            DataFolder = Data,
            ResourcesFolder = Resources,
            Apps = _apps,
            SubscriptionRefresh = TimeSpan.FromMilliseconds(200),
        },
        NullLoggerFactory.Instance,
        CancellationToken.None);

    public async Task StopAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _host = null;
    }

    public static HttpClient Client(DaprApp app) => new() { BaseAddress = new Uri($"http://127.0.0.1:{app.HttpPort}") };

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
