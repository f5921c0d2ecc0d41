using System.Net;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Conformance.Tests.Hosting;
using MlPlatform.Dapr.Protocol;
using MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr.Conformance.Tests.Invocation;

/// <summary>Invocation as a transport offers it.</summary>
public interface IInvocationDriver
{
    /// <summary>Invokes a method and gives the status (gRPC: the nearest HTTP status), content type and body.</summary>
    Task<(int Status, string? ContentType, byte[] Body)> InvokeAsync(
        string appId, string verb, string target, byte[] body, string contentType);
}

/// <summary>What invocation promises over any transport.</summary>
public abstract class InvocationConformance(IInvocationDriver invocation)
{
    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Invoke_WithABody_ComesBackAsSent(string verb)
    {
        var (status, contentType, body) = await invocation.InvokeAsync(
            "conformance", verb, "echo/a/b", Encoding.UTF8.GetBytes("""{"x":1}"""), "application/json");

        Assert.Equal((200, """{"x":1}"""), (status, Encoding.UTF8.GetString(body)));
        Assert.StartsWith("application/json", contentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_TwoMegabytesOfBytes_ComeBackAsSent()
    {
        var bytes = new byte[2 * 1024 * 1024];
        new Random(5).NextBytes(bytes);

        var (_, _, body) = await invocation.InvokeAsync("conformance", "POST", "echo/x", bytes, "application/octet-stream");

        Assert.True(bytes.AsSpan().SequenceEqual(body));
    }

    [Fact]
    public async Task Invoke_MethodThatIsNotThere_NotFound()
        => Assert.Equal(404, (await invocation.InvokeAsync("conformance", "GET", "nothing/here", [], "application/json")).Status);

    [Fact]
    public async Task Invoke_AppThatIsNotThere_Fails()
        => Assert.InRange((await invocation.InvokeAsync("nobody", "GET", "echo/x", [], "application/json")).Status, 400, 599);
}

[Collection(DaprCollection.Name)]
public sealed class HttpInvocationTests(DaprFixture dapr) : InvocationConformance(new Driver(dapr.Client))
{
    [Fact]
    public async Task Invoke_QueryAndHeaders_ReachTheApp()
    {
        using var client = dapr.Client.CreateInvokableHttpClient("conformance");
        using var request = new HttpRequestMessage(HttpMethod.Get, "echo/a%2Fb?q=1%202");
        request.Headers.Add("x-conformance", "yes");

        using var response = await client.SendAsync(request);

        Assert.Equal("GET", response.Headers.GetValues("x-echo-method").Single());
        Assert.Equal("/echo/a%2Fb?q=1%202", response.Headers.GetValues("x-echo-target").Single());
        Assert.Equal("yes", response.Headers.GetValues("x-echo-header").Single());
    }

    [Fact]
    public async Task Invoke_StatusOfTheApp_IsPassedOn()
    {
        using var client = dapr.Client.CreateInvokableHttpClient("conformance");

        using var response = await client.GetAsync("teapot");

        Assert.Equal((HttpStatusCode)418, response.StatusCode);
        Assert.Equal("short and stout", await response.Content.ReadAsStringAsync());
    }

    private sealed class Driver(DaprClient client) : IInvocationDriver
    {
        public async Task<(int Status, string? ContentType, byte[] Body)> InvokeAsync(
            string appId, string verb, string target, byte[] body, string contentType)
        {
            using var request = client.CreateInvokeMethodRequest(new HttpMethod(verb), appId, target);
            if (verb != "GET")
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.ContentType = new(contentType);
            }

            using var response = await client.InvokeMethodWithResponseAsync(request);
            return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());
        }
    }
}

[Collection(DaprCollection.Name)]
public sealed class GrpcInvocationTests(DaprFixture dapr) : InvocationConformance(new Driver(dapr))
{
    private sealed class Driver(DaprFixture dapr) : IInvocationDriver
    {
        public async Task<(int Status, string? ContentType, byte[] Body)> InvokeAsync(
            string appId, string verb, string target, byte[] body, string contentType)
        {
            using var channel = new GrpcChannel(
                new Uri($"http://127.0.0.1:{dapr.Sidecar.GrpcPort}"),
                new GrpcChannelOptions { Headers = new Dictionary<string, string> { ["dapr-api-token"] = dapr.Sidecar.ApiToken! } });
            var message = new InvokeRequest
            {
                Method = target,
                ContentType = contentType,
                Data = new Any { Value = ByteString.CopyFrom(body) },
                HttpExtension = new HTTPExtension { Verb = System.Enum.Parse<HTTPExtension.Types.Verb>(verb, ignoreCase: true) },
            };
            try
            {
                var response = await channel.CallAsync(
                    DaprMethods.InvokeService, new InvokeServiceRequest { Id = appId, Message = message }, CancellationToken.None);
                return (200, response.ContentType, response.Data.Value.ToByteArray());
            }
            catch (GrpcException refused)
            {
                return (refused.Status == GrpcStatusCode.NotFound ? 404 : 500, null, []);
            }
        }
    }
}
