using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Runtime.Tests;

/// <summary>An app that subscribes to topics and keeps what it receives; its answers are chosen by the test.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();
    private WebApplication? _server;

    public int Port { get; } = FreePort.Next();

    /// <summary>The answer to GET /dapr/subscribe.</summary>
    public string Subscriptions { get; set; } = "[]";

    /// <summary>Answers an event: a status code and a body.</summary>
    public Func<JsonElement, (int Status, string Body)> Answer { get; set; } = _ => (200, "");

    /// <summary>The dapr-api-token of each event received.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>Further endpoints.</summary>
    public Action<WebApplication>? Map { get; set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Port}");
        _server = builder.Build();
        _server.MapGet("/dapr/subscribe", () => Results.Text(Subscriptions, "application/json"));
        _server.MapPost("/events/{**name}", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            var cloudEvent = JsonDocument.Parse(await reader.ReadToEndAsync()).RootElement;
            Tokens.Enqueue(http.Request.Headers["dapr-api-token"].ToString());
            var (status, body) = Answer(cloudEvent);
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(body);
            await _events.Writer.WriteAsync(cloudEvent);
        });
        Map?.Invoke(_server);
        await _server.StartAsync();
    }

    /// <summary>The next event this app received; fails after ten seconds without one.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await _events.Reader.ReadAsync(deadline.Token);
    }

    public async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
