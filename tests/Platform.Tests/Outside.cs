using System.Diagnostics;

namespace MlPlatform.Platform.Tests;

/// <summary>Runs a program that someone else wrote against the platform.</summary>
internal static class Outside
{
    public static async Task RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string folder, TimeSpan patience)
    {
        var (exitCode, output) = await TryAsync(program, arguments, environment, folder, patience);
        Assert.True(exitCode == 0, $"{program} ended with {exitCode}:\n{output}");
    }

    public static async Task<(int ExitCode, string Output)> TryAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string folder, TimeSpan patience)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment["AWS_CONFIG_FILE"] = "/dev/null";
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["AWS_PAGER"] = "";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within {patience.TotalSeconds:0} s:\n{await output}{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }
}
