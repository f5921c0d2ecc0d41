using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Dapr.Conformance.Tests.Hosting;

namespace MlPlatform.Dapr.Conformance.Tests.PubSub;

/// <summary>Publishing as a transport offers it.</summary>
public interface IPublishDriver
{
    Task PublishAsync(string topic, string json, string contentType = "application/json");

    /// <summary>Publishes several events and gives the number of those that failed.</summary>
    Task<int> PublishBulkAsync(string topic, params string[] json);

    /// <summary>Publishes to a component that does not exist and gives the refusal's text.</summary>
    Task<string> PublishToUnknownPubSubAsync();
}

/// <summary>What publishing and subscribing promise over any transport.</summary>
public abstract class PubSubConformance(DaprFixture dapr, IPublishDriver publisher)
{
    private readonly string _marker = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Event_Published_ArrivesInACloudEvent()
    {
        await publisher.PublishAsync("plain", $$"""{"id":"{{_marker}}"}""");

        var received = await dapr.App.NextEventAsync("plain", _marker);

        Assert.Equal(_marker, received.GetProperty("data").GetProperty("id").GetString());
        Assert.Equal("1.0", received.GetProperty("specversion").GetString());
        Assert.Equal("application/json", received.GetProperty("datacontenttype").GetString());
        Assert.Equal(("plain", "pubsub"), (received.GetProperty("topic").GetString(), received.GetProperty("pubsubname").GetString()));
        Assert.NotEmpty(received.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task Event_ThatIsACloudEvent_KeepsItsAttributes()
    {
        await publisher.PublishAsync(
            "plain",
            $$"""{"specversion":"1.0","id":"{{_marker}}","source":"urn:me","type":"made","datacontenttype":"application/json","data":{"n":1} }""",
            "application/cloudevents+json");

        var received = await dapr.App.NextEventAsync("plain", _marker);

        Assert.Equal((_marker, "made"), (received.GetProperty("id").GetString(), received.GetProperty("type").GetString()));
        Assert.Equal(1, received.GetProperty("data").GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task Event_OfText_ArrivesAsText()
    {
        await publisher.PublishAsync("plain", _marker, "text/plain");

        var received = await dapr.App.NextEventAsync("plain", _marker);

        Assert.Equal((_marker, "text/plain"), (received.GetProperty("data").GetString(), received.GetProperty("datacontenttype").GetString()));
    }

    [Fact]
    public async Task Events_InBulk_AllArrive()
    {
        var failed = await publisher.PublishBulkAsync(
            "plain", [.. Enumerable.Range(0, 20).Select(i => $$"""{"id":"{{_marker}}","n":{{i}} }""")]);

        var numbers = new List<int>();
        while (numbers.Count < 20)
        {
            numbers.Add((await dapr.App.NextEventAsync("plain", _marker)).GetProperty("data").GetProperty("n").GetInt32());
        }

        Assert.Equal(0, failed);
        Assert.Equal(Enumerable.Range(0, 20), numbers.Order());
    }

    [Fact]
    public async Task Event_AnsweredWithRetry_IsDeliveredUntilItIsTaken()
    {
        await publisher.PublishAsync("retried", $$"""{"id":"{{_marker}}"}""");

        for (var delivery = 0; delivery < 3; delivery++)
        {
            await dapr.App.NextEventAsync("retried", _marker);
        }

        Assert.Equal(3, dapr.App.Deliveries("retried", _marker));
    }

    [Fact]
    public async Task Event_AnsweredWithDrop_IsNotDeliveredAgain()
    {
        await publisher.PublishAsync("dropped", $$"""{"id":"{{_marker}}"}""");
        await dapr.App.NextEventAsync("dropped", _marker);
        await publisher.PublishAsync("dropped", $$"""{"id":"{{_marker}}-after"}""");
        await dapr.App.NextEventAsync("dropped", _marker + "-after");

        Assert.Equal(2, dapr.App.Deliveries("dropped", _marker));
    }

    [Fact]
    public async Task Event_ThatAlwaysFails_EndsInTheDeadLetterTopic()
    {
        await publisher.PublishAsync("poison", $$"""{"id":"{{_marker}}"}""");

        await dapr.App.NextEventAsync("dead", _marker);

        Assert.Equal(4, dapr.App.Deliveries("poison", _marker));
    }

    [Fact]
    public async Task PubSub_Unknown_RefusalNamesIt()
        => Assert.Contains("nowhere", await publisher.PublishToUnknownPubSubAsync(), StringComparison.Ordinal);
}

[Collection(DaprCollection.Name)]
public sealed class HttpPubSubTests(DaprFixture dapr) : PubSubConformance(dapr, new Driver(dapr.Http))
{
    private sealed class Driver(HttpClient http) : IPublishDriver
    {
        public async Task PublishAsync(string topic, string json, string contentType = "application/json")
        {
            using var response = await http.PostAsync($"/v1.0/publish/pubsub/{topic}", Body(json, contentType));
            response.EnsureSuccessStatusCode();
        }

        public async Task<int> PublishBulkAsync(string topic, params string[] json)
        {
            var entries = new JsonArray([.. json.Select((one, index) => (JsonNode)new JsonObject
            {
                ["entryId"] = $"{index}",
                ["event"] = JsonNode.Parse(one),
                ["contentType"] = "application/json",
            })]);
            using var response = await http.PostAsJsonAsync($"/v1.0/publish/bulk/pubsub/{topic}", entries);
            response.EnsureSuccessStatusCode();
            var text = await response.Content.ReadAsStringAsync();
            return text.Length == 0 ? 0 : JsonNode.Parse(text)!["failedEntries"]?.AsArray().Count ?? 0;
        }

        public async Task<string> PublishToUnknownPubSubAsync()
        {
            using var response = await http.PostAsync("/v1.0/publish/nowhere/t", Body("1", "application/json"));
            Assert.False(response.IsSuccessStatusCode);
            return await response.Content.ReadAsStringAsync();
        }

        private static ByteArrayContent Body(string text, string contentType)
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            content.Headers.ContentType = new(contentType);
            return content;
        }
    }
}

[Collection(DaprCollection.Name)]
public sealed class GrpcPubSubTests(DaprFixture dapr) : PubSubConformance(dapr, new Driver(dapr.Client))
{
    private sealed class Driver(DaprClient client) : IPublishDriver
    {
        public Task PublishAsync(string topic, string json, string contentType = "application/json")
            => client.PublishByteEventAsync("pubsub", topic, Encoding.UTF8.GetBytes(json), contentType);

        public async Task<int> PublishBulkAsync(string topic, params string[] json)
        {
            var response = await client.BulkPublishEventAsync(
                "pubsub", topic, json.Select(one => JsonSerializer.Deserialize<JsonElement>(one)).ToList());
            return response.FailedEntries.Count;
        }

        public async Task<string> PublishToUnknownPubSubAsync()
            => (await Assert.ThrowsAsync<DaprException>(() => client.PublishEventAsync("nowhere", "t", 1))).Message;
    }
}
