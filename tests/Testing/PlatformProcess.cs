using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MlPlatform.Testing;

/// <summary>The whole platform as a user starts it: the AppHost program with a folder and ports of its own.</summary>
public sealed class PlatformProcess : IAsyncDisposable
{
    private const int ManifestGatewayPort = 4566;
    private static readonly int[] ManifestPorts = [.. Enumerable.Range(4566, 14), .. Enumerable.Range(3500, 10), .. Enumerable.Range(50001, 10)];
    private const int Blocks = 110;
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _lines = [];
    private Process? _process;

    public PlatformProcess() => Port = FindPort();

    public int Port { get; }

    public string Folder => _folder.Path;

    public int Pid => _process!.Id;

    public string Output
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    public static string Program { get; } = Path.Combine(Repository.Root, "AppHost/bin/Debug/net10.0/MlPlatform.AppHost");

    /// <summary>Starts it and waits until it says that it is up.</summary>
    public async Task StartAsync()
    {
        var up = Launch([]);
        await up.WaitAsync(StartPatience);
    }

    /// <summary>Starts the program with a command and returns at once.</summary>
    /// <returns>Completes when the platform is up; fails when the program ends before.</returns>
    public Task Launch(IReadOnlyList<string> command)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = StartInfo(command), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => up.TrySetException(new InvalidOperationException($"The platform ended with {process.ExitCode}:\n{Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        return up.Task;

        void Take(string? line)
        {
            if (line is null) return;
            lock (_lines) _lines.Add(line);
            if (line.Contains("MlPlatform is up", StringComparison.Ordinal)) up.TrySetResult();
        }
    }

    /// <summary>Runs the program with a command to its end.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] command)
    {
        using var process = Process.Start(StartInfo(command))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The variables that <c>-- env</c> exports.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync()
    {
        var (_, output, _) = await RunAsync("env");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line["export ".Length..].Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim('\''));
    }

    public async Task<int> WaitForExitAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        await _process!.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>The memory that AppHost and everything it started hold together, in bytes.</summary>
    public long ResidentBytes() => ProcessTable.WorkingOn(Folder).Select(child => child.Pid).Append(Pid).Sum(pid =>
    {
        using var process = Process.GetProcessById(pid);
        return process.WorkingSet64;
    });

    /// <summary>The last warnings and failures in the logs of the apps.</summary>
    public string Faults() => string.Join('\n', Directory.CreateDirectory(Path.Combine(Folder, "logs")).EnumerateFiles("*.log").Select(log => log.FullName)
        .SelectMany(file => File.ReadLines(file)
            .Where(line => line.Contains(" warn: ", StringComparison.Ordinal) || line.Contains(" fail: ", StringComparison.Ordinal))
            .TakeLast(10).Select(line => $"{Path.GetFileName(file)} {line}")));

    /// <summary>Kills AppHost alone, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    public async Task StopAsync()
    {
        if (_process is null || _process.HasExited) return;
        using var interrupt = Process.Start("/bin/kill", ["-INT", $"{_process.Id}"]);
        await interrupt.WaitForExitAsync();
        await WaitForExitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        _folder.Dispose();
    }

    private ProcessStartInfo StartInfo(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(Program, [.. command, "--folder", _folder.Path, "--port", $"{Port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["MLPLATFORM_HOME"] = Repository.Root;
        return start;
    }

    /// <summary>A gateway port such that every port of dapr.yaml, moved along, is free now; another process of tests looks elsewhere first.</summary>
    private static int FindPort()
    {
        for (var attempt = 0; attempt < Blocks; attempt++)
        {
            var offset = 1000 + ((Environment.ProcessId + attempt) % Blocks * 97);
            if (ManifestPorts.All(port => IsFree(port + offset))) return ManifestGatewayPort + offset;
        }

        throw new InvalidOperationException("No free block of ports was found.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
