using System.Diagnostics;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary>A demo whose processes are killed: knows in which stage it is, remembers what was killed when, and checks that nothing came of it.</summary>
internal sealed class DemoUnderAttack : IAsyncDisposable
{
    public const string AppHost = "MlPlatform.AppHost";
    public const string Demo = "MlPlatform.Demo";

    /// <summary>Four of the search, one of the pipeline, one of the second version.</summary>
    private const int TrainingJobs = 6;
    private const int Rows = 5000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly PlatformProcess _platform = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<Death> _deaths = [];
    private Task<int> _running = Task.FromResult(0);
    private int _launchedAt;

    public IReadOnlyList<Death> Deaths => _deaths;

    private string Stage => DemoStages.Of(_platform.Output[_launchedAt..]);

    /// <summary>Starts the demo, or goes on with the one that was killed.</summary>
    public void Launch()
    {
        _launchedAt = _platform.Output.Length;
        _ = _platform.Launch(["demo"]);
        _running = _platform.WaitForExitAsync(Patience);
    }

    /// <summary>Waits for a stage.</summary>
    /// <returns>Whether the demo is in it; false when it is past it or over.</returns>
    public async Task<bool> ReachAsync(string stage)
    {
        while (true)
        {
            var now = Stage;
            if (_running.IsCompleted || DemoStages.IsPast(now, stage)) return false;
            if (now == stage) return true;
            await PassAsync(Look);
        }
    }

    /// <summary>Lets time pass, unless the demo ends.</summary>
    public Task PassAsync(TimeSpan time) => Task.WhenAny(_running, Task.Delay(time));

    /// <summary>Kills an app as soon as it is there.</summary>
    /// <returns>False when it was not there before the stage was over.</returns>
    public async Task<bool> KillAsync(string program, string stage)
    {
        while (!_running.IsCompleted && Stage == stage)
        {
            if (ProcessTable.WorkingOn(_platform.Folder).FirstOrDefault(child => child.Program == program) is { } victim)
            {
                Kill(victim, program);
                return true;
            }

            await PassAsync(Look);
        }

        return false;
    }

    /// <summary>Kills a process of each job's first attempt, until the demo is over.</summary>
    public async Task KillEveryJobOnceAsync()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!_running.IsCompleted)
        {
            var processes = ProcessTable.WorkingOn(_platform.Folder);
            foreach (var program in processes.Where(child => child.JobFolder is not null && child.Program.StartsWith("MlPlatform.", StringComparison.Ordinal)))
            {
                if (!seen.Add(program.JobFolder!)) continue;
                var shell = processes.FirstOrDefault(child => child.JobFolder == program.JobFolder && child.Program == "sh");
                if (seen.Count % 2 == 0 && shell is not null) Kill(shell, $"the shell of {program.Program}");
                else Kill(program, program.Program);
            }

            await PassAsync(Look);
        }
    }

    /// <summary>Kills AppHost or the demo's own process, which ends AppHost too, and starts the demo again.</summary>
    public async Task KillAndLaunchAgainAsync(string program)
    {
        if (program == AppHost)
        {
            _deaths.Add(new Death(AppHost, Stage, _clock.Elapsed));
            await _platform.KillAsync();
        }
        else
        {
            Require(await KillAsync(program, Stage), $"{program} could not be killed");
        }

        Require(await EndAsync() != 0, $"AppHost ended with 0 although {program} was killed");
        Launch();
    }

    /// <summary>The demo ends well, no row was lost or counted twice, and no training job ran twice to completion.</summary>
    public async Task AssertCompletesAsync()
    {
        var exitCode = await EndAsync();
        Require(exitCode == 0, $"The demo ended with {exitCode}");
        var output = _platform.Output[_launchedAt..];
        Require(DemoOutput.Number(output, "Rows sent") == Rows && DemoOutput.Number(output, "Rows delivered") == Rows, $"Not {Rows} rows");
        Require(!JobRecords.CompletedTwice(_platform.Folder).Any(), $"Twice: {string.Join(", ", JobRecords.CompletedTwice(_platform.Folder))}");
        var trained = JobRecords.CompletedTrainings(_platform.Folder);
        Require(trained.Count == TrainingJobs, $"Not {TrainingJobs} training jobs but {string.Join(", ", trained)}");
        Require(ProcessTable.WorkingOn(_platform.Folder).Count == 0, "Processes are left");
    }

    /// <summary>Fails with what was killed when and what the platform had to say, unless the condition holds.</summary>
    public void Require(bool condition, string what)
    {
        if (!condition) Assert.Fail(Tell(what));
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private async Task<int> EndAsync()
    {
        try
        {
            return await _running;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(Tell($"The demo has not ended after {Patience}"));
        }
    }

    private string Tell(string what) => $"{what}. Killed: {string.Join("; ", _deaths)}.\n{_platform.Output}\n{_platform.Faults()}";

    private void Kill(PlatformChild victim, string name)
    {
        _deaths.Add(new Death(name, Stage, _clock.Elapsed));
        using var kill = Process.Start("/bin/kill", ["-9", $"{victim.Pid}"]);
        kill.WaitForExit();
    }
}

/// <summary>What was killed, in which stage, and how long after the beginning.</summary>
internal sealed record Death(string Program, string Stage, TimeSpan After)
{
    public override string ToString() => $"{Program} in '{Stage}' after {After.TotalSeconds:0.0} s";
}
