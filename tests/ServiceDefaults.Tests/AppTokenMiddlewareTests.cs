using Microsoft.AspNetCore.Http;

namespace MlPlatform.ServiceDefaults.Tests;

public sealed class AppTokenMiddlewareTests
{
    private const string Token = "a-token";

    [Fact]
    public async Task Invoke_WithTheToken_PassesOn() => Assert.Equal(200, await StatusAsync(Token, "/", Token));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another")]
    [InlineData("a-token-and-more")]
    public async Task Invoke_WithAnotherToken_Answers401(string? sent) => Assert.Equal(401, await StatusAsync(Token, "/", sent));

    [Fact]
    public async Task Invoke_HealthWithoutToken_PassesOn() => Assert.Equal(200, await StatusAsync(Token, "/healthz", null));

    [Fact]
    public async Task Invoke_NoTokenRequired_PassesOn() => Assert.Equal(200, await StatusAsync(null, "/", null));

    private static async Task<int> StatusAsync(string? required, string path, string? sent)
    {
        var options = new PlatformOptions { AppId = "one", HomeFolder = "", DataFolder = "", Region = "", AccountId = "", AppApiToken = required };
        var http = new DefaultHttpContext();
        http.Request.Path = path;
        if (sent is not null) http.Request.Headers["dapr-api-token"] = sent;
        await new AppTokenMiddleware(_ => Task.CompletedTask, options).InvokeAsync(http);
        return http.Response.StatusCode;
    }
}
