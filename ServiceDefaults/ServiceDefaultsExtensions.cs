using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace MlPlatform.ServiceDefaults;

/// <summary>What every service shares.</summary>
public static class ServiceDefaultsExtensions
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Adds logging, telemetry, health, Dapr, documents with their outbox, objects and the client of the other services.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        var options = PlatformOptions.From(builder.Configuration, builder.Environment.ApplicationName);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.AddServiceLogging().AddServiceTelemetry(options);

        builder.Services.AddHealthChecks();
        builder.Services.AddDaprClient();
        builder.Services.AddDocuments(options);
        builder.Services.AddObjectStore();
        builder.Services.AddSingleton<PlatformClient>();
        builder.Services.AddSingleton<PlatformEvents>();
        builder.Services.AddHostedService<ParentWatch>();
        return builder;
    }

    /// <summary>Guards the service with its sidecar's token and answers health and subscription calls.</summary>
    /// <param name="app">The service.</param>
    /// <param name="guarded">Middleware that sees a request right behind the guard, before paths and cloud events are looked at.</param>
    public static WebApplication MapServiceDefaults(this WebApplication app, Action<IApplicationBuilder>? guarded = null)
    {
        app.UseMiddleware<AppTokenMiddleware>();
        guarded?.Invoke(app);
        app.UseCloudEvents();
        app.MapHealthChecks(AppTokenMiddleware.HealthPath);
        app.MapSubscribeHandler();
        return app;
    }

    private static WebApplicationBuilder AddServiceLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        return builder;
    }
}
