namespace MlPlatform.Dapr.Tests.Client;

public sealed class InvocationHandlerTests
{
    [Theory]
    [InlineData("http://training/jobs?status=a%20b", "http://sidecar:1/v1.0/invoke/training/method/jobs?status=a%20b")]
    [InlineData("http://training/", "http://sidecar:1/v1.0/invoke/training/method/")]
    [InlineData("http://MyApp/x", "http://sidecar:1/v1.0/invoke/MyApp/method/x")]
    public async Task Request_ToAnApp_GoesThroughTheSidecar(string address, string expected)
    {
        using var transport = new Recorder();
        using var client = new HttpClient(new InvocationHandler(new Uri("http://sidecar:1"), "secret", "MyApp") { InnerHandler = transport });

        await client.GetAsync(address);

        Assert.Equal(expected, transport.Address);
        Assert.Equal("secret", transport.Token);
    }

    [Fact]
    public async Task Client_WithAppId_RelativePathsGoThere()
    {
        using var client = DaprClient.CreateInvokeHttpClient("training", "http://127.0.0.1:9");

        Assert.Equal(new Uri("http://training/"), client.BaseAddress);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("jobs"));
    }

    [Fact]
    public void Client_WithAnAppIdThatIsNoHost_IsRefused()
        => Assert.Throws<ArgumentException>(() => DaprClient.CreateInvokeHttpClient("a b/c?"));

    private sealed class Recorder : HttpMessageHandler
    {
        public string? Address { get; private set; }

        public string? Token { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Address = request.RequestUri!.OriginalString;
            Token = request.Headers.GetValues("dapr-api-token").Single();
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
