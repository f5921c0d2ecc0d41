using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlPlatform.Dapr.Conformance.Tests.Workflows;
using MlPlatform.Dapr.Runtime;

namespace MlPlatform.Dapr.Conformance.Tests.Hosting;

/// <summary>The app behind the runtime: subscribes to topics, can be invoked, and runs workflows.</summary>
public sealed class ConformanceApp : IAsyncDisposable
{
    private const string Subscriptions = """
        [{"pubsubname":"pubsub","topic":"plain","route":"/events/plain"},
         {"pubsubname":"pubsub","topic":"retried","route":"/events/retried"},
         {"pubsubname":"pubsub","topic":"dropped","route":"/events/dropped"},
         {"pubsubname":"pubsub","topic":"poison","route":"/events/poison","deadLetterTopic":"dead"},
         {"pubsubname":"pubsub","topic":"dead","route":"/events/dead"}]
        """;

    private readonly ConcurrentDictionary<string, Channel<JsonElement>> _events = new();
    private readonly ConcurrentDictionary<string, int> _deliveries = new();
    private readonly WebApplication _web;

    private ConformanceApp(WebApplication web) => _web = web;

    /// <summary>The client that starts workflows of this app.</summary>
    public DaprWorkflowClient Workflows => _web.Services.GetRequiredService<DaprWorkflowClient>();

    public static async Task<ConformanceApp> StartAsync(DaprApp sidecar)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{sidecar.AppPort}");
        builder.Configuration.AddInMemoryCollection([new("DAPR_GRPC_PORT", $"{sidecar.GrpcPort}"), new("DAPR_API_TOKEN", sidecar.ApiToken)]);
        builder.Services.AddDaprWorkflow(SampleWorkflows.Register);
        var app = new ConformanceApp(builder.Build());
        app.Map();
        await app._web.StartAsync();
        return app;
    }

    /// <summary>The next event of a topic whose payload has a marker; fails after twenty seconds without one.</summary>
    public async Task<JsonElement> NextEventAsync(string topic, string marker)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var received in Events(topic).Reader.ReadAllAsync(deadline.Token))
        {
            if (received.GetRawText().Contains(marker, StringComparison.Ordinal))
            {
                return received;
            }
        }

        throw new InvalidOperationException("The app has stopped.");
    }

    /// <summary>How often an event was delivered to a route.</summary>
    public int Deliveries(string topic, string marker) => _deliveries.Where(entry => entry.Key.StartsWith(topic + "|", StringComparison.Ordinal)
        && entry.Key.Contains(marker, StringComparison.Ordinal)).Sum(entry => entry.Value);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private Channel<JsonElement> Events(string topic) => _events.GetOrAdd(topic, _ => Channel.CreateUnbounded<JsonElement>());

    private void Map()
    {
        _web.MapGet("/dapr/subscribe", () => Results.Text(Subscriptions, "application/json"));
        _web.MapPost("/events/{topic}", ReceiveAsync);
        _web.MapMethods("/echo/{**path}", ["GET", "POST", "PUT", "DELETE"], EchoAsync);
        _web.MapGet("/teapot", () => Results.Text("short and stout", statusCode: StatusCodes.Status418ImATeapot));
    }

    /// <summary>Answers as the topic's name says: a retried event is taken at the third delivery.</summary>
    private async Task<IResult> ReceiveAsync(string topic, HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var received = body.RootElement.Clone();
        var delivery = _deliveries.AddOrUpdate(
            $"{topic}|{received.GetProperty("id").GetString()}|{(received.TryGetProperty("data", out var data) ? data.GetRawText() : "")}", 1, (_, count) => count + 1);
        await Events(topic).Writer.WriteAsync(received);
        return topic switch
        {
            "retried" when delivery < 3 => Results.Json(new { status = "RETRY" }),
            "dropped" => Results.Json(new { status = "DROP" }),
            "poison" => Results.StatusCode(StatusCodes.Status500InternalServerError),
            _ => Results.Json(new { status = "SUCCESS" }),
        };
    }

    private static async Task EchoAsync(HttpContext http)
    {
        http.Response.Headers["x-echo-method"] = http.Request.Method;
        http.Response.Headers["x-echo-target"] = http.Request.Path + http.Request.QueryString;
        http.Response.Headers["x-echo-header"] = http.Request.Headers["x-conformance"];
        http.Response.ContentType = http.Request.ContentType;
        await http.Request.Body.CopyToAsync(http.Response.Body);
    }
}
