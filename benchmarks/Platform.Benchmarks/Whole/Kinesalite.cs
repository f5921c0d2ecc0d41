using System.Diagnostics;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Whole;

/// <summary>The peer of Kinesis: npm's kinesalite, in memory, installed into a folder of its own.</summary>
internal sealed class Kinesalite : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly Process _server;

    private Kinesalite(TemporaryFolder folder, Process server, Uri endpoint) => (_folder, _server, Endpoint) = (folder, server, endpoint);

    public Uri Endpoint { get; }

    /// <returns>Null where npm, or the package, is not to be had.</returns>
    public static async Task<Kinesalite?> StartAsync()
    {
        var folder = new TemporaryFolder();
        if (!await InstallAsync(folder.Path))
        {
            folder.Dispose();
            return null;
        }

        var port = FreePort.Next();
        var server = Process.Start(new ProcessStartInfo("node",
            ["node_modules/kinesalite/cli.js", "--port", $"{port}", "--shardLimit", "100", "--createStreamMs", "10"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
        })!;
        await server.StandardOutput.ReadLineAsync();
        return new Kinesalite(folder, server, new Uri($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Dispose();
    }

    private static async Task<bool> InstallAsync(string folder)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--silent", "kinesalite@3.3.3"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await npm.WaitForExitAsync();
            return npm.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
