using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace MlPlatform.Gateway.Tests;

/// <summary>Requests that no client library would send.</summary>
public sealed class RefusalTests(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    [Fact]
    public async Task Health_Unsigned_IsAnswered()
    {
        using var client = new HttpClient { BaseAddress = gateway.Endpoint };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz")).StatusCode);
    }

    [Fact]
    public async Task JsonOperation_Unsigned_LacksItsToken()
    {
        var (status, body, headers) = await SendAsync(HttpMethod.Post, "/", "{}", ("X-Amz-Target", "SageMaker.ListModels"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("MissingAuthenticationTokenException", (string?)JsonNode.Parse(body)!["__type"]);
        Assert.True(headers.Contains("x-amzn-RequestId"));
    }

    [Fact]
    public async Task Object_Unsigned_IsForbiddenInXml()
    {
        var (status, body, headers) = await SendAsync(HttpMethod.Get, "/bucket/key", null);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("<Code>AccessDenied</Code>", body, StringComparison.Ordinal);
        Assert.True(headers.Contains("x-amz-request-id"));
    }

    [Fact]
    public async Task Object_HeadUnsigned_HasNoBody()
    {
        var (status, body, _) = await SendAsync(HttpMethod.Head, "/bucket/key", null);
        Assert.Equal((HttpStatusCode.Forbidden, ""), (status, body));
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("AWS4-HMAC-SHA256 nonsense")]
    [InlineData("AWS4-HMAC-SHA256 Credential=/////, SignedHeaders=;, Signature=")]
    public async Task Authorization_Unreadable_IsRefused(string authorization)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Post, "/", "{}", ("X-Amz-Target", "SageMaker.ListModels"), ("Authorization", authorization));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("IncompleteSignatureException", (string?)JsonNode.Parse(body)!["__type"]);
    }

    [Fact]
    public async Task Body_OverTheLimit_IsRefusedBeforeItIsRead()
    {
        var (status, body, _) = await SendAsync(HttpMethod.Post, "/", new string('x', 16 * 1024 * 1024), ("X-Amz-Target", "SageMaker.ListModels"), Signed("sagemaker"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("RequestEntityTooLargeException", (string?)JsonNode.Parse(body)!["__type"]);
    }

    [Fact]
    public async Task Headers_ThatOnlyThePlatformMaySay_AreNotTakenFromClients()
    {
        gateway.Sidecar.Forget();
        gateway.Sidecar.Answer = static (_, _) => Task.CompletedTask;
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Endpoint, "/bucket/key"));
        message.Headers.Add("x-mlp-account", "999999999999");
        message.Headers.Add("dapr-app-id", "training");
        PlainSigner.Sign(message, gateway.Endpoint.Authority, "UNSIGNED-PAYLOAD", TimeProvider.System.GetUtcNow());
        using var client = new HttpClient();
        await client.SendAsync(message);

        var request = Assert.Single(gateway.Sidecar.Received);
        Assert.Equal(RunningGateway.Account, request.Headers["x-mlp-account"]);
        Assert.False(request.Headers.ContainsKey("dapr-app-id"));
    }

    [Theory]
    [InlineData("/bucket/../../../v1.0/state/statestore")]
    [InlineData("/bucket/%2e%2e/%2e%2e/v1.0/shutdown")]
    [InlineData("/bucket//a")]
    public void Key_ThatFoldsIntoAnotherAddress_StaysWithinItsApp(string target) =>
        Assert.Equal("/v1.0/invoke/storage/method/?a=b", new InvocationAddress(new Uri("http://127.0.0.1:3500")).Of("storage", target + "?a=b").PathAndQuery);

    private static (string, string) Signed(string service) => ("Authorization",
        $"AWS4-HMAC-SHA256 Credential={RunningGateway.AccessKey}/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature={new string('0', 64)}");

    private async Task<(HttpStatusCode Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)> SendAsync(
        HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(method, new Uri(gateway.Endpoint, path));
        if (body is not null) message.Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1");
        foreach (var (name, value) in headers) message.Headers.TryAddWithoutValidation(name, value);
        message.Headers.TryAddWithoutValidation("x-amz-date", "20260101T000000Z");
        message.Headers.ExpectContinue = body?.Length > 1_000_000;
        using var client = new HttpClient();
        using var answer = await client.SendAsync(message);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }
}
