using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MlPlatform.AppHost.Apps;
using MlPlatform.AppHost.Installation;
using MlPlatform.Dapr.Runtime;

namespace MlPlatform.AppHost;

/// <summary>The running platform: the Dapr runtime in this process and every app of dapr.yaml as a process of its own.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly PlatformFolder _folder;
    private readonly AppLog _log;
    private readonly DaprRuntimeHost _runtime;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, RunningApp> _running = new(StringComparer.Ordinal);
    private readonly Lock _recordGate = new();
    private Task _apps = Task.CompletedTask;

    private Platform(PlatformFolder folder, AppLog log, DaprRuntimeHost runtime, PlatformSetup setup) =>
        (_folder, _log, _runtime, Setup) = (folder, log, runtime, setup);

    public PlatformSetup Setup { get; }

    /// <summary>Ends when every app has ended; it fails when one can never be started.</summary>
    public Task Completion => _apps;

    /// <summary>Starts everything and returns when every app is healthy.</summary>
    /// <exception cref="StartupException">Something stands in the way; its message says what and what to do.</exception>
    public static async Task<Platform> StartAsync(PlatformArguments arguments, AppLog log, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var manifest = DaprManifest.Read(Path.Combine(arguments.Home, "dapr.yaml"));
        var gateway = manifest.Apps.FirstOrDefault() ?? throw new StartupException("dapr.yaml lists no app.");
        IReadOnlyList<AppDefinition> apps = [.. manifest.Apps.Select(app => app.Moved(arguments.GatewayPort - gateway.AppPort))];

        var folder = PlatformFolder.Take(arguments.DataFolder);
        try
        {
            if (RunRecord.Read(folder.RunFile) is { } earlier) await Leftovers.EndAsync(earlier, time, cancellationToken);
            await Ports.CheckAsync(apps, time, cancellationToken);
            var setup = new PlatformSetup(arguments.Home, folder.Data, arguments.GatewayPort, Credentials.ReadOrCreate(folder.Path));
            var tokens = apps.ToDictionary(app => app.AppId, _ => new AppTokens(NewToken(), NewToken()));
            var runtime = await StartRuntimeAsync(folder, manifest, apps, tokens, log, cancellationToken);
            var platform = new Platform(folder, log, runtime, setup);
            await platform.StartAppsAsync(apps, tokens, time, cancellationToken);
            return platform;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _apps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _runtime.DisposeAsync();
        Descendants.End(Setup.DataFolder);
        _folder.Dispose();
        _stop.Dispose();
    }

    private static Task<DaprRuntimeHost> StartRuntimeAsync(
        PlatformFolder folder, DaprManifest manifest, IReadOnlyList<AppDefinition> apps, Dictionary<string, AppTokens> tokens, AppLog log,
        CancellationToken cancellationToken)
    {
        var options = new DaprRuntimeOptions
        {
            DataFolder = Path.Combine(folder.Data, "dapr"),
            ResourcesFolder = manifest.ResourcesFolder,
            Apps =
            [
                .. apps.Select(app => new DaprApp
                {
                    AppId = app.AppId,
                    AppPort = app.AppPort,
                    HttpPort = app.DaprHttpPort,
                    GrpcPort = app.DaprGrpcPort,
                    ApiToken = tokens[app.AppId].AppToSidecar,
                    AppApiToken = tokens[app.AppId].SidecarToApp,
                }),
            ],
        };
        return DaprRuntimeHost.StartAsync(options, AppLogLoggerFactory.Create(log), cancellationToken);
    }

    private async Task StartAppsAsync(
        IReadOnlyList<AppDefinition> apps, Dictionary<string, AppTokens> tokens, TimeProvider time, CancellationToken cancellationToken)
    {
        var supervisors = apps.Select(app =>
            new AppSupervisor(app, AppEnvironment.Of(app, tokens[app.AppId], Setup), _log, time, Record));
        _apps = Task.WhenAll([.. supervisors.Select(supervisor => supervisor.RunAsync(_stop.Token))]);
        using var health = new HealthCheck(time);
        var healthy = Task.WhenAll(apps.Select(app => health.WaitAsync(app, _log, cancellationToken)));
        try
        {
            // An app that cannot even be started ends the wait at once.
            await await Task.WhenAny(healthy, _apps);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private void Record(RunningApp app)
    {
        _running[app.AppId] = app;
        lock (_recordGate)
        {
            new RunRecord(Environment.ProcessId, Setup.GatewayPort, [.. _running.Values.OrderBy(running => running.Port)]).Write(_folder.RunFile);
        }
    }

    private static string NewToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}

/// <summary>What the command line says about the platform.</summary>
internal sealed record PlatformArguments(string Home, string DataFolder, int GatewayPort);
