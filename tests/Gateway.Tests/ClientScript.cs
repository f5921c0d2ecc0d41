using System.Diagnostics;

namespace MlPlatform.Gateway.Tests;

/// <summary>Runs a client nobody here wrote (boto3, the JavaScript SDK) as a process and returns what it printed.</summary>
internal static class ClientScript
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static Task<string> PythonAsync(string interpreter, RunningGateway gateway, string script) =>
        RunAsync(gateway, interpreter, ["-c", script], Path.GetTempPath());

    public static Task<string> NodeAsync(RunningGateway gateway, string folder, string script) =>
        RunAsync(gateway, "node", ["--input-type=module", "-e", script], folder);

    private static async Task<string> RunAsync(RunningGateway gateway, string command, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment =
            {
                ["ENDPOINT"] = gateway.Endpoint.ToString().TrimEnd('/'),
                ["ENDPOINT_H2"] = $"http://127.0.0.1:{gateway.Http2Port}",
                ["AWS_ACCESS_KEY_ID"] = RunningGateway.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = RunningGateway.SecretKey,
                ["AWS_DEFAULT_REGION"] = "eu-central-1",
                ["AWS_REGION"] = "eu-central-1",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_CONFIG_FILE"] = "/dev/null",
                ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            },
        };
        start.Environment.Remove("AWS_ENDPOINT_URL");
        start.Environment.Remove("AWS_SESSION_TOKEN");
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command} did not end within {Deadline}.");
        }

        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return (await output).Trim();
    }
}
