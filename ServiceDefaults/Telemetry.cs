using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MlPlatform.ServiceDefaults;

/// <summary>Traces and metrics over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector.</summary>
internal static class Telemetry
{
    private const string Prefix = "MlPlatform.*";

    public static WebApplicationBuilder AddServiceTelemetry(this WebApplicationBuilder builder, PlatformOptions options)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return builder;

        var resource = ResourceBuilder.CreateDefault().AddService(options.AppId, "mlplatform");
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore", "System.Net.Http", Prefix).AddOtlpExporter().Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource).AddMeter("Microsoft.AspNetCore.*", "System.Runtime", Prefix).AddOtlpExporter().Build());
        builder.Services.AddHostedService<TelemetryStart>();
        return builder;
    }
}
