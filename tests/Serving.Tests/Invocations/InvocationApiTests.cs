using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlPlatform.Serving.Capture;
using MlPlatform.Serving.Domain;
using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Invocations;

namespace MlPlatform.Serving.Tests.Invocations;

public sealed class InvocationApiTests
{
    private readonly FakeModel _blue = new("blue");
    private readonly FakeModel _green = new("green");
    private readonly RoutingTable _routes = new();
    private readonly InvocationApi _api;

    public InvocationApiTests()
    {
        _api = new InvocationApi(_routes, new CaptureLog(TimeProvider.System));
        _routes.Set(new EndpointRoute(
            "live", [new LiveVariant("blue", _blue, new VariantHealth(), 3), new LiveVariant("green", _green, new VariantHealth(), 1)], capture: null));
    }

    [Fact]
    public async Task Invoke_SeveralVariants_SharesTrafficByWeight()
    {
        var answers = new List<string>();
        for (var i = 0; i < 400; i++) answers.Add((await InvokeAsync("live", "1,2")).Variant);
        Assert.InRange(answers.Count(variant => variant == "blue"), 297, 303);
    }

    [Fact]
    public async Task Invoke_TargetVariant_GoesThere()
    {
        var (status, body, variant) = await InvokeAsync("live", "1,2", target: "green");
        Assert.Equal((200, "green:1,2", "green"), (status, body, variant));
    }

    [Theory]
    [InlineData("nowhere", null, "Endpoint nowhere of account 123456789012 not found.")]
    [InlineData("live", "red", "Variant red of endpoint live not found.")]
    public async Task Invoke_WhatIsNotThere_IsAValidationError(string endpoint, string? target, string expected)
    {
        var (status, body, _) = await InvokeAsync(endpoint, "1", target);
        Assert.Equal((400, expected), (status, JsonNode.Parse(body)!["Message"]!.ToString()));
    }

    [Fact]
    public async Task Invoke_BodyOverTheLimit_IsAValidationError()
    {
        var (status, body, _) = await InvokeAsync("live", new string('1', InvocationApi.LargestBody + 1));
        Assert.Equal(400, status);
        Assert.Contains("larger than 6291456 bytes", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_BodyOverTheLimitOfUnknownLength_IsAValidationError()
    {
        var (status, _, _) = await InvokeAsync("live", new string('1', InvocationApi.LargestBody + 1), announceLength: false);
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData(500, "Received server error (500) from primary with message \"no good\"")]
    [InlineData(422, "Received client error (422) from primary with message \"no good\"")]
    public async Task Invoke_ModelThatFails_IsAModelErrorWithTheOriginalStatus(int original, string expected)
    {
        _blue.Status = _green.Status = original;
        var (status, body, _) = await InvokeAsync("live", "1");
        var error = JsonNode.Parse(body)!;
        Assert.Equal(424, status);
        Assert.Equal(original, error["OriginalStatusCode"]!.GetValue<int>());
        Assert.StartsWith(expected, error["Message"]!.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Status, string Body, string Variant)> InvokeAsync(
        string endpoint, string body, string? target = null, bool announceLength = true)
    {
        var http = new DefaultHttpContext();
        var answer = new MemoryStream();
        http.Request.RouteValues["name"] = endpoint;
        http.Request.Headers["x-mlp-account"] = "123456789012";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        http.Request.ContentLength = announceLength ? body.Length : null;
        http.Response.Body = answer;
        if (target is not null) http.Request.Headers[InvocationHeaders.TargetVariant] = target;
        await _api.InvokeAsync(http);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), http.Response.Headers[InvocationHeaders.InvokedVariant].ToString());
    }
}
