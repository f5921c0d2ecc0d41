using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime;

/// <summary>The embedded runtime: speaks Dapr's HTTP and gRPC APIs for every app from one process.</summary>
public sealed partial class DaprRuntimeHost : IAsyncDisposable
{
    private readonly RuntimeCore _core;
    private readonly WebApplication _server;
    private readonly TimeSpan _drainTimeout;

    private DaprRuntimeHost(RuntimeCore core, WebApplication server, TimeSpan drainTimeout)
    {
        _core = core;
        _server = server;
        _drainTimeout = drainTimeout;
    }

    /// <summary>Starts listening for every app; a failure says in one sentence what stands in the way.</summary>
    /// <exception cref="DaprRuntimeException">A resource is wrong, the data folder is held or newer, or a port is taken.</exception>
    public static async Task<DaprRuntimeHost> StartAsync(DaprRuntimeOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var resources = ResourceLoader.Load(options.ResourcesFolder);
        var core = await RuntimeCore.OpenAsync(options, resources, loggers, cancellationToken).ConfigureAwait(false);
        var server = RuntimeServer.Build(options, core, loggers);
        try
        {
            await server.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            await core.DisposeAsync().ConfigureAwait(false);
            throw new DaprRuntimeException($"The Dapr runtime cannot listen: {exception.Message}", exception);
        }

        core.Start();
        Started(loggers.CreateLogger<DaprRuntimeHost>(), options.Apps.Count, resources.Components.Count);
        return new DaprRuntimeHost(core, server, options.DrainTimeout);
    }

    /// <summary>Stops deliveries, lets requests in flight end within the drain timeout, and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _core.StopDeliveriesAsync().ConfigureAwait(false);
        using var drain = new CancellationTokenSource(_drainTimeout);
        await _server.StopAsync(drain.Token).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await _core.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Information, "The Dapr runtime serves {Apps} apps with {Components} components")]
    private static partial void Started(ILogger logger, int apps, int components);
}
