using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using MlPlatform.Testing;

namespace MlPlatform.Aws.Tests.Documents;

/// <summary>dynalite from npm: an in-memory server of the DynamoDB API that nobody here wrote.</summary>
public sealed class Dynalite : IAsyncLifetime
{
    private Process? _process;

    public AmazonDynamoDBClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var folder = await NodePackages.InstallAsync("dynalite@4.0.0");
        var port = FreePort.Next();
        var start = new ProcessStartInfo("node", ["node_modules/dynalite/cli.js", "--host", "127.0.0.1", "--port", $"{port}", "--createTableMs", "0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line && !line.Contains("listening", StringComparison.Ordinal))
        {
        }

        Client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("key", "secret"),
            new AmazonDynamoDBConfig { ServiceURL = $"http://127.0.0.1:{port}", AuthenticationRegion = "us-east-1" });
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
