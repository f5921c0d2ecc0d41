using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MlPlatform.Dapr.Protocol;

/// <summary>Maps gRPC methods to handlers on Kestrel's HTTP/2.</summary>
public static class GrpcEndpoints
{
    /// <summary>Maps a method with one request and one response.</summary>
    public static IEndpointConventionBuilder MapGrpcUnary<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints, string path, Func<TRequest, GrpcServerCall, Task<TResponse>> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        var runner = Runner(endpoints);
        return endpoints.MapPost(path, (RequestDelegate)(http => runner.RunAsync(http, async call =>
        {
            var request = await runner.ReadAsync<TRequest>(call).ConfigureAwait(false);
            var response = await handler(request, call).ConfigureAwait(false);
            GrpcFrame.Write(http.Response.BodyWriter, response);
        })));
    }

    /// <summary>Maps a method with one request and one response.</summary>
    public static IEndpointConventionBuilder MapGrpcUnary<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints, GrpcMethod<TRequest, TResponse> method, Func<TRequest, GrpcServerCall, Task<TResponse>> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
        => endpoints.MapGrpcUnary(method.Path, handler);

    /// <summary>Maps a method with one request and a stream of responses.</summary>
    public static IEndpointConventionBuilder MapGrpcServerStreaming<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        GrpcMethod<TRequest, TResponse> method,
        Func<TRequest, GrpcResponseStream<TResponse>, GrpcServerCall, Task> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        var runner = Runner(endpoints);
        return endpoints.MapPost(method.Path, (RequestDelegate)(http => runner.RunAsync(http, async call =>
        {
            var request = await runner.ReadAsync<TRequest>(call).ConfigureAwait(false);
            await http.Response.StartAsync(call.CancellationToken).ConfigureAwait(false);
            var responses = new GrpcResponseStream<TResponse>(http.Response.BodyWriter);
            await responses.FlushAsync(call.CancellationToken).ConfigureAwait(false);
            await handler(request, responses, call).ConfigureAwait(false);
        })));
    }

    /// <summary>Answers every gRPC call that nothing else is mapped to with UNIMPLEMENTED.</summary>
    public static IEndpointConventionBuilder MapGrpcUnimplemented(this IEndpointRouteBuilder endpoints)
    {
        var runner = Runner(endpoints);
        return endpoints.MapPost("/{service}/{method}", (RequestDelegate)(http => runner.RunAsync(http, call =>
            throw new GrpcException(GrpcStatusCode.Unimplemented, $"unknown method {http.Request.Path}"))));
    }

    private static GrpcCallRunner Runner(IEndpointRouteBuilder endpoints)
        => ActivatorUtilities.CreateInstance<GrpcCallRunner>(
            endpoints.ServiceProvider,
            endpoints.ServiceProvider.GetService<GrpcServerOptions>() ?? new GrpcServerOptions());
}
