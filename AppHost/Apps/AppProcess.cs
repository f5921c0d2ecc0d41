using System.ComponentModel;
using System.Diagnostics;

namespace MlPlatform.AppHost.Apps;

/// <summary>One run of an app's process. Its standard input is a pipe from here: when AppHost dies, the app reads the end and stops.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private AppProcess(Process process) => _process = process;

    public int Pid => _process.Id;

    public DateTime StartTime { get; private init; }

    public int ExitCode => _process.ExitCode;

    /// <exception cref="StartupException">The program is not there.</exception>
    public static AppProcess Start(AppDefinition app, IReadOnlyDictionary<string, string> environment, AppLog log)
    {
        var program = app.Command[0].StartsWith("./", StringComparison.Ordinal) ? Path.GetFullPath(Path.Combine(app.Folder, app.Command[0])) : app.Command[0];
        var start = new ProcessStartInfo(program, app.Command.Skip(1))
        {
            WorkingDirectory = app.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment.Concat(app.Environment)) start.Environment[name] = value;

        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += (_, line) => Log(line.Data);
            process.ErrorDataReceived += (_, line) => Log(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new AppProcess(process) { StartTime = StartTimeOf(process) };
        }
        catch (Win32Exception fault)
        {
            throw new StartupException($"{app.AppId} cannot be started from {program}: {fault.Message}");
        }

        void Log(string? line)
        {
            if (line is not null) log.Write(app.AppId, line);
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Closes the pipe, which asks the app to stop, and kills it when it does not.</summary>
    public async Task StopAsync(TimeProvider time)
    {
        if (_process.HasExited) return;
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Grace, time);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static DateTime StartTimeOf(Process process)
    {
        try
        {
            return process.StartTime.ToUniversalTime();
        }
        catch (InvalidOperationException)
        {
            // It is gone already; its exit is noticed by who waits for it.
            return DateTime.MinValue;
        }
    }
}
