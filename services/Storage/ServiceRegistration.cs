using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MlPlatform.Contracts;
using MlPlatform.ServiceDefaults;
using MlPlatform.Storage.Blobs;
using MlPlatform.Storage.Index;
using MlPlatform.Storage.Options;
using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage;

/// <summary>What the S3 service is made of.</summary>
internal static class ServiceRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>()
            .BindConfiguration("Storage")
            .PostConfigure<PlatformOptions>((options, platform) => options.Folder ??= platform.DataFolder)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.Configure<KestrelServerOptions>(server =>
        {
            // Bodies are limited by StorageOptions, and an upload may pause as long as its client does.
            server.Limits.MaxRequestBodySize = null;
            server.Limits.MinRequestBodyDataRate = null;
            server.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        services.AddSingleton<BlobFolder>().AddSingleton<Reclaimer>().AddSingleton<ObjectIndex>();
        services.AddSingleton<BlobIntake>().AddSingleton<BlobReader>().AddSingleton<S3Endpoint>();
        services.AddHostedService<IndexStart>();
        foreach (var operation in S3Route.All.Select(route => route.Operation).Distinct()) services.AddSingleton(operation);
        return services;
    }

    /// <summary>Requests that name their raw target came through the Gateway for S3, whatever their path looks like.</summary>
    public static IApplicationBuilder UseS3(this IApplicationBuilder app)
    {
        var endpoint = app.ApplicationServices.GetRequiredService<S3Endpoint>();
        return app.Use((HttpContext http, RequestDelegate next) =>
            http.Request.Headers.ContainsKey(PlatformHeaders.RawTarget) ? endpoint.HandleAsync(http) : next(http));
    }

    /// <summary>Any other request that is not the platform's own is S3 too.</summary>
    public static void MapS3(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapFallback("{**path}", endpoints.ServiceProvider.GetRequiredService<S3Endpoint>().HandleAsync);
}
