using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MlPlatform.Dapr.Tests.AspNetCore;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Subscribe_EndpointsWithTopics_AreListed()
    {
        await using var app = await AppServer.StartAsync(web =>
        {
            web.MapSubscribeHandler();
            web.MapPost("/events/jobs", () => Results.Ok()).WithTopic("pubsub", "job-changed");
            web.MapPost("/events/alerts", () => Results.Ok())
                .WithTopic(new TopicOptions { PubsubName = "pubsub", Name = "alert", DeadLetterTopic = "dead", Metadata = new Dictionary<string, string> { ["k"] = "v" } });
            web.MapPost("/other", () => Results.Ok());
        });

        var json = await app.Client.GetStringAsync("/dapr/subscribe");

        Assert.Equal(
            """[{"pubsubName":"pubsub","topic":"alert","route":"/events/alerts","deadLetterTopic":"dead","metadata":{"k":"v"}},{"pubsubName":"pubsub","topic":"job-changed","route":"/events/jobs"}]""",
            json);
    }

    [Fact]
    public async Task Subscribe_NoTopics_EmptyList()
    {
        await using var app = await AppServer.StartAsync(web => web.MapSubscribeHandler());

        Assert.Equal("[]", await app.Client.GetStringAsync("/dapr/subscribe"));
    }

    [Fact]
    public async Task Subscribe_TwoRoutesForOneTopic_IsAnError()
    {
        await using var app = await AppServer.StartAsync(web =>
        {
            web.MapSubscribeHandler();
            web.MapPost("/a", () => Results.Ok()).WithTopic("pubsub", "t");
            web.MapPost("/b", () => Results.Ok()).WithTopic("pubsub", "t");
        });

        Assert.Equal(HttpStatusCode.InternalServerError, (await app.Client.GetAsync("/dapr/subscribe")).StatusCode);
    }

    [Theory]
    [InlineData("""{"datacontenttype":"application/json","data":{"a":1}}""", "application/json", """{"a":1}""")]
    [InlineData("""{"data":[1,2]}""", "application/json", "[1,2]")]
    [InlineData("""{"datacontenttype":"text/plain","data":"hello"}""", "text/plain", "hello")]
    [InlineData("""{"datacontenttype":"application/json","data":"hello"}""", "application/json", "\"hello\"")]
    [InlineData("""{"datacontenttype":"application/x","data_base64":"aGk="}""", "application/x", "hi")]
    public async Task CloudEvent_Delivered_HandlerSeesThePayload(string envelope, string contentType, string payload)
    {
        await using var app = await EchoAsync();

        var response = await PostAsync(app, envelope, "application/cloudevents+json");

        Assert.Equal($"{contentType}|{payload}", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"data_base64":"*"}""")]
    public async Task CloudEvent_Malformed_BadRequest(string envelope)
    {
        await using var app = await EchoAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, envelope, "application/cloudevents+json")).StatusCode);
    }

    [Fact]
    public async Task OtherRequest_PassesUntouched()
    {
        await using var app = await EchoAsync();

        var response = await PostAsync(app, """{"data":1}""", "application/json");

        Assert.Equal("""application/json; charset=utf-8|{"data":1}""", await response.Content.ReadAsStringAsync());
    }

    private static Task<AppServer> EchoAsync() => AppServer.StartAsync(web =>
    {
        web.UseCloudEvents();
        web.MapPost("/", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            return $"{http.Request.ContentType}|{await reader.ReadToEndAsync()}";
        });
    });

    private static Task<HttpResponseMessage> PostAsync(AppServer app, string body, string contentType)
        => app.Client.PostAsync("/", new StringContent(body, Encoding.UTF8, contentType));
}
