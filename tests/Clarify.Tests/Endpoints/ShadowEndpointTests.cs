using System.Net;
using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Models.Endpoints;
using MlPlatform.Clarify.Platform;
using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests.Endpoints;

public sealed class ShadowEndpointTests
{
    private const string Job = "arn:aws:sagemaker:us-east-1:123456789012:processing-job/bias";
    private static readonly PredictorConfig Predictor = new() { ModelName = "script" };

    [Fact]
    public async Task Create_AfterARunThatWasKilled_TakesItsEndpointAway()
    {
        await using var stub = new OperationsStub();
        using var platform = stub.Platform();
        // The first run ends here, before it could delete what it made.
        var killed = Create(platform, Job);

        using (var again = Create(platform, Job)) Assert.Equal([again.Name], stub.Endpoints);

        Assert.Contains($"DeleteEndpoint {killed.Name}", stub.Calls);
        Assert.Empty(stub.Endpoints);
        Assert.Empty(stub.Configs);
    }

    [Fact]
    public async Task Create_BesideAnotherJob_LeavesItsEndpoint()
    {
        await using var stub = new OperationsStub();
        using var platform = stub.Platform();
        using var other = Create(platform, Job + "-other");

        using (Create(platform, Job)) Assert.Equal(2, stub.Endpoints.Count);

        Assert.Equal([other.Name], stub.Endpoints);
    }

    [Fact]
    public async Task Create_WithALongPrefix_StaysWithinTheLongestName()
    {
        await using var stub = new OperationsStub();
        using var platform = stub.Platform();

        using var shadow = ShadowEndpoint.Create(platform, Predictor with { EndpointNamePrefix = new string('p', 60) }, Job, TextWriter.Null, CancellationToken.None);

        Assert.Equal(63, shadow.Name.Length);
    }

    private static ShadowEndpoint Create(PlatformAccess platform, string job) => ShadowEndpoint.Create(platform, Predictor, job, TextWriter.Null, CancellationToken.None);

    /// <summary>Endpoints and their configurations as SageMaker keeps them, every endpoint in service at once.</summary>
    private sealed class OperationsStub : IAsyncDisposable
    {
        private readonly HttpListener listener = new();
        private readonly string address = $"http://127.0.0.1:{FreePort.Next()}/";
        private readonly Task serving;

        public OperationsStub()
        {
            listener.Prefixes.Add(address);
            listener.Start();
            serving = ServeAsync();
        }

        public List<string> Endpoints { get; } = [];

        public List<string> Configs { get; } = [];

        public List<string> Calls { get; } = [];

        public PlatformAccess Platform() => new(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["AWS_ENDPOINT_URL"] = address, ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test" },
            TimeProvider.System);

        public async ValueTask DisposeAsync()
        {
            listener.Close();
            await serving;
        }

        private async Task ServeAsync()
        {
            while (listener.IsListening)
            {
                try
                {
                    var http = await listener.GetContextAsync();
                    var request = await JsonNode.ParseAsync(http.Request.InputStream);
                    var answer = Answer(http.Request.Headers["X-Amz-Target"]!["SageMaker.".Length..], request!.AsObject());
                    http.Response.ContentType = "application/x-amz-json-1.1";
                    await http.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer.ToJsonString()));
                    http.Response.Close();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }

        private JsonObject Answer(string operation, JsonObject request)
        {
            var endpoint = (string?)request["EndpointName"];
            var config = (string?)request["EndpointConfigName"];
            Calls.Add($"{operation} {endpoint ?? config}");
            switch (operation)
            {
                case "CreateEndpointConfig": Configs.Add(config!); return new JsonObject { ["EndpointConfigArn"] = "arn" };
                case "CreateEndpoint": Endpoints.Add(endpoint!); return new JsonObject { ["EndpointArn"] = "arn" };
                case "DeleteEndpoint": Endpoints.Remove(endpoint!); return [];
                case "DeleteEndpointConfig": Configs.Remove(config!); return [];
                case "DescribeEndpoint": return Summary(endpoint!, "Endpoint");
                case "ListEndpoints": return new JsonObject { ["Endpoints"] = List(Endpoints, request, "Endpoint") };
                default: return new JsonObject { ["EndpointConfigs"] = List(Configs, request, "EndpointConfig") };
            }
        }

        private static JsonArray List(List<string> names, JsonObject request, string kind) =>
            new([.. names.Where(name => name.Contains((string)request["NameContains"]!, StringComparison.Ordinal)).Select(name => Summary(name, kind))]);

        private static JsonObject Summary(string name, string kind) => new()
        {
            [$"{kind}Name"] = name, [$"{kind}Arn"] = "arn", ["CreationTime"] = 0, ["LastModifiedTime"] = 0, ["EndpointStatus"] = "InService", ["EndpointConfigName"] = name,
        };
    }
}
