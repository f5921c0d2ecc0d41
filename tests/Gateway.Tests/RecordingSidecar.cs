using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using MlPlatform.Testing;

namespace MlPlatform.Gateway.Tests;

/// <summary>What a service behind the sidecar was sent.</summary>
public sealed record ForwardedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body, bool IsWhole);

/// <summary>Stands for the sidecar and every service behind it: records what arrives and answers what the test says.</summary>
public sealed class RecordingSidecar : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ForwardedRequest> _received = new();

    private RecordingSidecar(WebApplication app, int port) => (_app, Port) = (app, port);

    public int Port { get; }

    public IReadOnlyCollection<ForwardedRequest> Received => _received;

    /// <summary>Answers a recorded request; by default an empty JSON object.</summary>
    public Func<HttpContext, ForwardedRequest, Task> Answer { get; set; } = static (http, _) => http.Response.WriteAsync("{}");

    public static async Task<RecordingSidecar> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = FreePort.Next();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        var sidecar = new RecordingSidecar(builder.Build(), port);
        sidecar._app.Run(sidecar.HandleAsync);
        await sidecar._app.StartAsync();
        return sidecar;
    }

    public void Forget() => _received.Clear();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var isWhole = true;
        try
        {
            await http.Request.Body.CopyToAsync(body);
        }
        catch (BadHttpRequestException)
        {
            isWhole = false;
        }

        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new ForwardedRequest(http.Request.Method, target, headers, body.ToArray(), isWhole);
        _received.Enqueue(request);
        if (isWhole) await Answer(http, request);
    }
}
