using MlPlatform.Dapr.Conformance.Tests.Hosting;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Conformance.Tests.Sdk;

/// <summary>The official Dapr SDK for JavaScript against the runtime: a client and a worker that nobody here wrote.</summary>
[Collection(DaprCollection.Name)]
public sealed class JavaScriptSdkTests(DaprFixture dapr)
{
    [RequiresFact(Command = "node")]
    public Task State_OverHttp_Holds() => AssertHoldsAsync("state", "http");

    [RequiresFact(Command = "node")]
    public Task State_OverGrpc_Holds() => AssertHoldsAsync("state", "grpc");

    [RequiresFact(Command = "node")]
    public Task PubSub_OverHttp_Holds() => AssertHoldsAsync("pubsub", "http");

    [RequiresFact(Command = "node")]
    public Task PubSub_OverGrpc_Holds() => AssertHoldsAsync("pubsub", "grpc");

    [RequiresFact(Command = "node")]
    public Task Invocation_OverHttp_Holds() => AssertHoldsAsync("invocation", "http");

    [RequiresFact(Command = "node")]
    public Task Workflows_WithItsWorker_Hold() => AssertHoldsAsync("workflow");

    private async Task AssertHoldsAsync(params string[] arguments)
    {
        var (exitCode, output) = await NodeRunner.RunAsync(dapr.JavaScriptSidecar, arguments);
        Assert.True(exitCode == 0, output);
    }
}
