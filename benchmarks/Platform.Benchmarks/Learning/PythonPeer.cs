using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>The Python peers (pandas, scikit-learn, xgboost) in one process that answers requests line by line.</summary>
internal sealed class PythonPeer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string LearningScript = "benchmarks/Platform.Benchmarks/Learning/peers.py";

    private readonly Process process;

    private PythonPeer(Process process) => this.process = process;

    /// <param name="threads">How many threads its libraries may use.</param>
    /// <param name="script">What answers, from the root of the repository.</param>
    /// <returns>Null where Python or one of its modules is not to be had.</returns>
    public static async Task<PythonPeer?> StartAsync(int threads, string script = LearningScript)
    {
        if (!File.Exists(Python) || !await HasModulesAsync()) return null;
        var start = new ProcessStartInfo(Python, [Path.Combine(Repository.Root, script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = $"{threads}";
        return new PythonPeer(Process.Start(start)!);
    }

    /// <summary>One request and its answer; what the peer prints besides goes to the error output.</summary>
    public async Task<JsonElement> AskAsync(string action, params (string Name, JsonNode? Value)[] arguments)
    {
        var request = new JsonObject { ["do"] = action };
        foreach (var (name, value) in arguments) request[name] = value?.DeepClone();
        await process.StandardInput.WriteLineAsync(request.ToJsonString());
        await process.StandardInput.FlushAsync();
        var answer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The peer ended at '{action}'.");
        return JsonDocument.Parse(answer).RootElement;
    }

    public async Task<double> SecondsAsync(string action, params (string Name, JsonNode? Value)[] arguments) =>
        (await AskAsync(action, arguments)).GetProperty("seconds").GetDouble();

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> HasModulesAsync()
    {
        using var check = Process.Start(new ProcessStartInfo(Python, ["-c", "import pandas, sklearn, xgboost"]) { RedirectStandardError = true })!;
        await check.WaitForExitAsync();
        return check.ExitCode == 0;
    }
}
