using System.Collections.Frozen;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Runtime.Grpc;
using MlPlatform.Dapr.Runtime.Http;

namespace MlPlatform.Dapr.Runtime;

/// <summary>Builds the one Kestrel server: an HTTP/1.1 port and a gRPC port per app, all on the loopback address.</summary>
internal static class RuntimeServer
{
    public static WebApplication Build(DaprRuntimeOptions options, RuntimeCore core, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddLogging();
        builder.Services.Replace(ServiceDescriptor.Singleton(loggers));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, HostedLifetime>());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options));
        var server = builder.Build();
        Map(server, options, core, loggers);
        return server;
    }

    private static void Listen(KestrelServerOptions kestrel, DaprRuntimeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        foreach (var app in options.Apps)
        {
            kestrel.Listen(IPAddress.Loopback, app.HttpPort, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, app.GrpcPort, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        }
    }

    private static void Map(WebApplication server, DaprRuntimeOptions options, RuntimeCore core, ILoggerFactory loggers)
    {
        var blocks = core.Blocks;
        var apps = options.Apps.SelectMany(app => new[] { (Port: app.HttpPort, App: app), (Port: app.GrpcPort, App: app) })
            .ToFrozenDictionary(entry => entry.Port, entry => entry.App);
        var gate = new HttpGate(new InvocationEndpoint(blocks.Invocation), loggers.CreateLogger<HttpGate>());
        var grpc = GrpcPipeline(server.Services, core);
        server.Use((http, next) =>
        {
            var app = apps[http.Connection.LocalPort];
            http.Features.Set(app);
            return http.Connection.LocalPort == app.GrpcPort ? grpc(http) : next(http);
        });
        server.Use(gate.InvokeAsync);
        server.UseRouting();
        server.MapState(blocks.State);
        server.MapPublish(blocks.Publish);
        server.MapSecrets(blocks.Secrets);
        server.MapInfo(blocks.Info);
        server.MapWorkflows(blocks.Workflows.Management);
        server.MapFallback(http => http.ErrorAsync(Errors.RuntimeErrors.NotFound, $"{http.Request.Path} is not an endpoint of the runtime"));
    }

    /// <summary>The gRPC ports have endpoints of their own, so that nothing of the HTTP API is reached through them.</summary>
    private static RequestDelegate GrpcPipeline(IServiceProvider services, RuntimeCore core)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseRouting();
        pipeline.UseEndpoints(endpoints =>
        {
            endpoints.MapStateGrpc(core.Blocks.State);
            endpoints.MapPublishGrpc(core.Blocks.Publish);
            endpoints.MapInvocationGrpc(core.Blocks.Invocation);
            endpoints.MapSecretsGrpc(core.Blocks.Secrets);
            endpoints.MapInfoGrpc(core.Blocks.Info);
            endpoints.MapWorkflowGrpc(core.Blocks.Workflows.Management);
            endpoints.MapTaskHubGrpc(core.Blocks.Workflows, core.Stopping);
            endpoints.MapGrpcUnimplemented();
        });
        return pipeline.Build();
    }
}
