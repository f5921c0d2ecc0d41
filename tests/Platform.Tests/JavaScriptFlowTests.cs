using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary>The JavaScript SDK v3, configured only by <c>-- env</c>, does the flow from objects and records to an endpoint's answer.</summary>
[Collection(PlatformCollection.Name)]
public sealed class JavaScriptFlowTests(SharedPlatform platform)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] Packages =
    [
        "@aws-sdk/client-firehose@3.1169.0", "@aws-sdk/client-kinesis@3.1143.0", "@aws-sdk/client-s3@3.1169.0",
        "@aws-sdk/client-sagemaker@3.1142.0", "@aws-sdk/client-sagemaker-runtime@3.1162.0",
    ];

    [RequiresFact(Command = "node")]
    public async Task Clients_FromObjectsToInvocation_Work()
    {
        var folder = await NodePackages.InstallAsync(Packages);
        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/Platform.Tests/javascript/flow.mjs"));

        // Given as text, so that it finds the packages of the folder it runs in.
        await Outside.RunAsync("node", ["--input-type=module", "-e", script], platform.Environment, folder, Patience);
    }
}
