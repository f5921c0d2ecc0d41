using System.Diagnostics;
using System.Security.Cryptography;
using MlPlatform.Dapr.Runtime;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Conformance.Tests.Sdk;

/// <summary>Runs the suites under <c>javascript/</c> with Node, in a copy whose packages are installed once per lock file.</summary>
internal static class NodeRunner
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SuiteLimit = TimeSpan.FromMinutes(2);
    private static readonly string Project = Path.Combine(Repository.Root, "tests", "Dapr.Conformance.Tests");
    private static readonly SemaphoreSlim OneInstall = new(1);

    /// <summary>Runs one suite and gives its exit code and what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(DaprApp sidecar, params string[] arguments)
    {
        var folder = await InstallAsync();
        var start = new ProcessStartInfo("node", ["conformance.mjs", .. arguments]) { WorkingDirectory = folder };
        start.Environment["DAPR_HTTP_PORT"] = $"{sidecar.HttpPort}";
        start.Environment["DAPR_GRPC_PORT"] = $"{sidecar.GrpcPort}";
        start.Environment["DAPR_API_TOKEN"] = sidecar.ApiToken;
        start.Environment["APP_PORT"] = $"{sidecar.AppPort}";
        return await ExecuteAsync(start, SuiteLimit);
    }

    private static async Task<string> InstallAsync()
    {
        await OneInstall.WaitAsync();
        try
        {
            var folder = Path.Combine(Project, "obj", "javascript");
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Project, "javascript")))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            }

            var stamp = Path.Combine(folder, "node_modules", ".installed");
            var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"))));
            if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
            {
                var start = new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = folder };
                var (exitCode, output) = await ExecuteAsync(start, InstallLimit);
                Assert.True(exitCode == 0, output);
                await File.WriteAllTextAsync(stamp, wanted);
            }

            return folder;
        }
        finally
        {
            OneInstall.Release();
        }
    }

    private static async Task<(int ExitCode, string Output)> ExecuteAsync(ProcessStartInfo start, TimeSpan limit)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {limit}.");
        }
    }
}
