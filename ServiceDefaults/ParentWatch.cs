using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MlPlatform.ServiceDefaults;

/// <summary>Stops the service when the process that started it is gone: its end of the standard input pipe closes.</summary>
internal sealed partial class ParentWatch(IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<ParentWatch> logger)
    : BackgroundService
{
    /// <summary>Set to <c>stdin</c> by AppHost.</summary>
    private const string Setting = "MLPLATFORM_PARENT";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration[Setting] != "stdin") return;
        await Task.Yield();
        var input = Console.OpenStandardInput();
        var buffer = new byte[64];
        while (await input.ReadAsync(buffer, stoppingToken).ConfigureAwait(false) > 0)
        {
            // The parent writes nothing; only the end matters.
        }

        LogParentGone(logger);
        lifetime.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Information, "The parent process is gone; stopping")]
    private static partial void LogParentGone(ILogger logger);
}
