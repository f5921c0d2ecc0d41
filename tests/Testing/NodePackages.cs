using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Testing;

/// <summary>npm packages for tests that drive clients and servers nobody here wrote; installed once per set into <c>artifacts/npm</c>.</summary>
public static class NodePackages
{
    private const string Done = ".installed";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Installs packages, each as <c>name@version</c>, unless an earlier run has.</summary>
    /// <returns>The folder whose <c>node_modules</c> holds them.</returns>
    public static async Task<string> InstallAsync(params string[] packages)
    {
        var set = string.Join(' ', packages.Order(StringComparer.Ordinal));
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set)))[..16];
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "npm", name)).FullName;
        using var deadline = new CancellationTokenSource(Deadline);
        await using var alone = await LockAsync(Path.Combine(folder, ".lock"), deadline.Token);
        if (File.Exists(Path.Combine(folder, Done))) return folder;

        await NpmAsync(folder, ["install", "--no-audit", "--no-fund", "--no-save", "--prefix", folder, .. packages], deadline.Token);
        await File.WriteAllTextAsync(Path.Combine(folder, Done), set, deadline.Token);
        return folder;
    }

    /// <summary>One installer at a time, across test processes.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    private static async Task NpmAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("npm", arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("npm does not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"npm {string.Join(' ', arguments)} failed:\n{await output}\n{await errors}");
    }
}
