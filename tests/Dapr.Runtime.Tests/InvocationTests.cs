using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MlPlatform.Dapr.Runtime.Tests;

public sealed class InvocationTests : IAsyncLifetime
{
    private readonly RuntimeFixture _runtime = new();
    private readonly TestApp _app = new();
    private HttpClient _caller = null!;

    public async Task InitializeAsync()
    {
        _caller = RuntimeFixture.Client(_runtime.Add("caller", apiToken: "secret"));
        _caller.DefaultRequestHeaders.Add("dapr-api-token", "secret");
        _runtime.Add("callee", _app.Port, appApiToken: "app-secret");
        _app.Map = server => server.Map("/{**path}", EchoAsync);
        await _app.StartAsync();
        await _runtime.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _runtime.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Invocation_OfAnyPath_KeepsMethodTargetAndHeaders()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Raw("/v1.0/invoke/callee/method/a%2Fb/c%20d?x=%7e&y"))
        {
            Content = new StringContent("body", Encoding.UTF8, "text/plain"),
        };
        request.Headers.TryAddWithoutValidation("x-custom", "kept");

        var response = await _caller.SendAsync(request);

        Assert.Equal("PUT /a%2Fb/c%20d?x=%7e&y", response.Headers.GetValues("x-target").Single());
        Assert.Equal("kept", response.Headers.GetValues("x-custom").Single());
        Assert.Equal("app-secret", response.Headers.GetValues("x-token").Single());
        Assert.Equal("caller", response.Headers.GetValues("x-caller").Single());
        Assert.Equal("body", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Invocation_WithoutTheCallersToken_IsRefused()
    {
        _caller.DefaultRequestHeaders.Clear();

        Assert.Equal(HttpStatusCode.Unauthorized, (await _caller.GetAsync("/v1.0/invoke/callee/method/a")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await _caller.GetAsync("/v1.0/healthz")).StatusCode);
    }

    [Fact]
    public async Task Invocation_OfAnUnknownApp_IsRefusedWithItsCode()
    {
        var response = await _caller.GetAsync("/v1.0/invoke/nobody/method/a");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("ERR_DIRECT_INVOKE", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invocation_WhileTheAnswerStreams_PassesEachPieceOn()
    {
        using var response = await _caller.GetAsync("/v1.0/invoke/callee/method/stream", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var piece = new byte[16];

        var first = await body.ReadAsync(piece).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("one", Encoding.ASCII.GetString(piece, 0, first));
        await _caller.PostAsync("/v1.0/invoke/callee/method/release", null);
        var second = await body.ReadAsync(piece).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("two", Encoding.ASCII.GetString(piece, 0, second));
    }

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task EchoAsync(HttpContext http)
    {
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (raw == "/release") _released.TrySetResult();
        if (raw == "/stream")
        {
            await http.Response.WriteAsync("one");
            await _released.Task;
            await http.Response.WriteAsync("two");
            return;
        }

        http.Response.Headers["x-target"] = $"{http.Request.Method} {raw}";
        http.Response.Headers["x-custom"] = http.Request.Headers["x-custom"];
        http.Response.Headers["x-token"] = http.Request.Headers["dapr-api-token"];
        http.Response.Headers["x-caller"] = http.Request.Headers["dapr-caller-app-id"];
        await http.Request.Body.CopyToAsync(http.Response.Body);
    }

    private Uri Raw(string target) => new(
        _caller.BaseAddress!.ToString().TrimEnd('/') + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
