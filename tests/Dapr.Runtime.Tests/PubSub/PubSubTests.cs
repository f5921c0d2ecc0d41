using System.Net;
using System.Text;
using System.Text.Json;

namespace MlPlatform.Dapr.Runtime.Tests.PubSub;

public sealed class PubSubTests : IAsyncLifetime
{
    private readonly RuntimeFixture _runtime = new();
    private readonly TestApp _app = new();
    private HttpClient _publisher = null!;
    private DaprApp _subscriber = null!;

    public Task InitializeAsync()
    {
        _publisher = RuntimeFixture.Client(_runtime.Add("publisher"));
        _subscriber = _runtime.Add("subscriber", _app.Port, appApiToken: "app-secret");
        _app.Subscriptions = """[{"pubsubname":"pubsub","topic":"orders","route":"/events/orders"}]""";
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _publisher.Dispose();
        await _runtime.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Event_Published_ArrivesAsCloudEventWithTheAppsToken()
    {
        await StartAsync();

        await PublishAsync("orders", """{"id":7}""");

        var received = await _app.NextAsync();
        Assert.Equal(7, received.GetProperty("data").GetProperty("id").GetInt32());
        Assert.Equal("1.0", received.GetProperty("specversion").GetString());
        Assert.Equal("publisher", received.GetProperty("source").GetString());
        Assert.Equal("com.dapr.event.sent", received.GetProperty("type").GetString());
        Assert.Equal("orders", received.GetProperty("topic").GetString());
        Assert.Equal("pubsub", received.GetProperty("pubsubname").GetString());
        Assert.Equal("app-secret", _app.Tokens.Single());
    }

    [Fact]
    public async Task Event_AlreadyACloudEvent_KeepsItsMembers()
    {
        await StartAsync();

        await PublishAsync("orders", """{"specversion":"1.0","id":"mine","source":"me","type":"made","data":1}""", "application/cloudevents+json");

        var received = await _app.NextAsync();
        Assert.Equal("mine", received.GetProperty("id").GetString());
        Assert.Equal("made", received.GetProperty("type").GetString());
        Assert.Equal("orders", received.GetProperty("topic").GetString());
    }

    [Fact]
    public async Task Event_RawAndBinary_ArrivesAsBase64()
    {
        await StartAsync();

        var sent = await _publisher.PostAsync(
            "/v1.0/publish/pubsub/orders?metadata.rawPayload=true", new ByteArrayContent([0xff, 0x00]));

        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        Assert.Equal([0xff, 0x00], (await _app.NextAsync()).GetProperty("data_base64").GetBytesFromBase64());
    }

    [Fact]
    public async Task Event_RefusedOnce_IsDeliveredAgain()
    {
        var refusals = 1;
        _app.Answer = _ => Interlocked.Decrement(ref refusals) >= 0 ? (500, "") : (200, "");
        await StartAsync();

        await PublishAsync("orders", "1");

        var first = await _app.NextAsync();
        var second = await _app.NextAsync();
        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Event_AnsweredRetry_IsDeliveredAgain()
    {
        var refusals = 1;
        _app.Answer = _ => (200, Interlocked.Decrement(ref refusals) >= 0 ? """{"status":"RETRY"}""" : """{"status":"SUCCESS"}""");
        await StartAsync();

        await PublishAsync("orders", "1");

        await _app.NextAsync();
        await _app.NextAsync();
    }

    [Fact]
    public async Task Event_RefusedTooOften_GoesToTheDeadLetterTopic()
    {
        _runtime.WriteResource("resiliency.yaml", """
            kind: Resiliency
            spec:
              policies:
                retries:
                  quick: { policy: constant, duration: 5ms, maxRetries: 2 }
              targets:
                components:
                  pubsub: { inbound: { retry: quick } }
            """);
        _app.Subscriptions = """
            [{"pubsubname":"pubsub","topic":"orders","route":"/events/orders","deadLetterTopic":"dead"},
             {"pubsubname":"pubsub","topic":"dead","route":"/events/dead"}]
            """;
        var attempts = 0;
        var buried = new TaskCompletionSource<JsonElement>();
        _app.Answer = received =>
        {
            if (attempts >= 3)
            {
                buried.TrySetResult(received);
                return (200, "");
            }

            attempts++;
            return (500, "");
        };
        await StartAsync();

        await PublishAsync("orders", """{"poison":true}""");

        var dead = await buried.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(3, attempts);
        Assert.True(dead.GetProperty("data").GetProperty("poison").GetBoolean());
    }

    [Fact]
    public async Task Event_PublishedWhileTheSubscriberIsAway_ArrivesWhenItIsBack()
    {
        await _runtime.StartAsync();
        await PublishAsync("orders", "1");
        await _runtime.StopAsync();
        await _runtime.StartAsync();

        await _app.StartAsync();

        Assert.Equal(1, (await _app.NextAsync()).GetProperty("data").GetInt32());
    }

    [Fact]
    public async Task Events_OfManyTypes_TakeTheirRoutes()
    {
        _app.Subscriptions = """
            [{"pubsubname":"pubsub","topic":"orders","routes":{"rules":[
               {"match":"event.type == \"big\" && event.data.count != 3","path":"/events/big"}],"default":"/events/other"}}]
            """;
        await StartAsync();

        await _publisher.PostAsync("/v1.0/publish/pubsub/orders?metadata.cloudevent.type=big", Json("""{"count":4}"""));

        Assert.Equal("big", (await _app.NextAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Bulk_OfSeveralEvents_DeliversEach()
    {
        await StartAsync();

        var sent = await _publisher.PostAsync("/v1.0/publish/bulk/pubsub/orders", Json("""
            [{"entryId":"1","event":"a","contentType":"text/plain"},{"entryId":"2","event":{"b":2},"contentType":"application/json"}]
            """));

        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        var received = new[] { await _app.NextAsync(), await _app.NextAsync() };
        Assert.Contains(received, item => item.GetProperty("data").ValueKind == JsonValueKind.String);
        Assert.Contains(received, item => item.GetProperty("data").ValueKind == JsonValueKind.Object);
    }

    [Theory]
    [InlineData("/v1.0/publish/nowhere/orders", "1", HttpStatusCode.NotFound, "ERR_PUBSUB_NOT_FOUND")]
    [InlineData("/v1.0/publish/pubsub/", "1", HttpStatusCode.NotFound, "ERR_TOPIC_NAME_EMPTY")]
    [InlineData("/v1.0/publish/pubsub/orders", "{", HttpStatusCode.InternalServerError, "ERR_PUBSUB_CLOUD_EVENTS_SER")]
    public async Task Publish_OfBadRequest_IsRefusedWithItsCode(string path, string body, HttpStatusCode status, string code)
    {
        await StartAsync();

        var refused = await _publisher.PostAsync(path, Json(body));

        Assert.Equal(status, refused.StatusCode);
        Assert.Contains(code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        await _app.StartAsync();
        await _runtime.StartAsync();
    }

    private async Task PublishAsync(string topic, string body, string contentType = "application/json")
    {
        var sent = await _publisher.PostAsync($"/v1.0/publish/pubsub/{topic}", new StringContent(body, Encoding.UTF8, contentType));
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
