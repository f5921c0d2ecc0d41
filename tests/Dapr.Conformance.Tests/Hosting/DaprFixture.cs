using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Dapr.Runtime;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Conformance.Tests.Hosting;

/// <summary>The embedded runtime in process, with the platform's own components, and one app behind it. One for all suites.</summary>
public sealed class DaprFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private DaprRuntimeHost? _runtime;

    public DaprApp Sidecar { get; } = new()
    {
        AppId = "conformance",
        AppPort = FreePort.Next(),
        HttpPort = FreePort.Next(),
        GrpcPort = FreePort.Next(),
        ApiToken = "conformance-token",
    };

    /// <summary>The sidecar of the JavaScript SDK, whose app listens at its own port.</summary>
    public DaprApp JavaScriptSidecar { get; } = new()
    {
        AppId = "javascript",
        AppPort = FreePort.Next(),
        HttpPort = FreePort.Next(),
        GrpcPort = FreePort.Next(),
        ApiToken = "javascript-token",
    };

    public ConformanceApp App { get; private set; } = null!;

    /// <summary>The official surface of the client, as services use it.</summary>
    public DaprClient Client { get; private set; } = null!;

    /// <summary>Dapr's HTTP API, with the token.</summary>
    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var resources = _folder.File("resources");
        Directory.CreateDirectory(resources);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "components", "embedded")))
        {
            File.Copy(file, Path.Combine(resources, Path.GetFileName(file)));
        }

        File.Copy(
            Path.Combine(Repository.Root, "tests", "Dapr.Conformance.Tests", "resources", "resiliency.yaml"),
            Path.Combine(resources, "resiliency.yaml"),
            overwrite: true);
        var data = _folder.File("data");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "secrets.json"), """{"database":{"password":"swordfish"},"key":"value"}""");
        _runtime = await DaprRuntimeHost.StartAsync(
            new DaprRuntimeOptions
            {
                DataFolder = data,
                ResourcesFolder = resources,
                Apps = [Sidecar, JavaScriptSidecar],
                SubscriptionRefresh = TimeSpan.FromMilliseconds(200),
            },
            NullLoggerFactory.Instance,
            CancellationToken.None);
        App = await ConformanceApp.StartAsync(Sidecar);
        Client = new DaprClientBuilder()
            .UseHttpEndpoint($"http://127.0.0.1:{Sidecar.HttpPort}")
            .UseGrpcEndpoint($"http://127.0.0.1:{Sidecar.GrpcPort}")
            .UseDaprApiToken(Sidecar.ApiToken!)
            .Build();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Sidecar.HttpPort}") };
        Http.DefaultRequestHeaders.Add("dapr-api-token", Sidecar.ApiToken);
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        Http?.Dispose();
        if (App is not null)
        {
            await App.DisposeAsync();
        }

        if (_runtime is not null)
        {
            await _runtime.DisposeAsync();
        }

        _folder.Dispose();
    }
}

/// <summary>Puts every suite behind the one runtime.</summary>
[CollectionDefinition(Name)]
public sealed class DaprCollection : ICollectionFixture<DaprFixture>
{
    public const string Name = "dapr";
}
