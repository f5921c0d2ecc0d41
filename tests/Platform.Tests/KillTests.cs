using System.Diagnostics;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary><c>kill -9</c> of any process at any moment of the demo delays it and loses nothing.</summary>
/// <remarks>The demo itself counts: it fails when a row is lost or counted twice.</remarks>
public sealed class KillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1.5);

    /// <summary>Every app, the demo's stages being what they are at that moment, in two rounds of opposite order.</summary>
    [Fact]
    public async Task Demo_EveryAppKilledAtSeveralMoments_Completes()
    {
        await using var platform = new PlatformProcess();
        _ = platform.Launch(["demo"]);
        string[] apps = ["Ingestion", "Storage", "Gateway", "Pipelines", "Features", "Training", "Tuning", "Registry", "Serving", "Fairness"];
        var killed = new List<string>();
        var running = platform.WaitForExitAsync(Patience);
        foreach (var app in apps.Concat(apps.Reverse()).Concat(apps))
        {
            if (await Task.WhenAny(running, Task.Delay(Between)) == running) break;
            if (Kill(platform, $"MlPlatform.{app}")) killed.Add(app);
        }

        var exitCode = await running;

        Assert.True(exitCode == 0, $"After the deaths of {string.Join(", ", killed)} the demo ended with {exitCode}:\n{platform.Output}\n{platform.Faults()}");
        Assert.True(killed.Count >= apps.Length, $"Only {killed.Count} apps were killed; the demo was over too soon.");
        Assert.Empty(JobRecords.CompletedTwice(platform.Folder));
    }

    [Fact]
    public async Task Demo_JobProcessesKilled_Completes()
    {
        await using var platform = new PlatformProcess();
        _ = platform.Launch(["demo"]);
        string[] jobs = ["MlPlatform.Transforms", "MlPlatform.Algorithms", "MlPlatform.Clarify", "MlPlatform.Monitor"];
        var killed = new List<string>();
        var running = platform.WaitForExitAsync(Patience);
        while (await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(20))) != running)
        {
            killed.AddRange(jobs.Except(killed).Where(job => Kill(platform, job)));
        }

        var exitCode = await running;

        Assert.True(exitCode == 0, $"After the deaths of {string.Join(", ", killed)} the demo ended with {exitCode}:\n{platform.Output}\n{platform.Faults()}");
        Assert.Contains("MlPlatform.Algorithms", killed);
        Assert.Empty(JobRecords.CompletedTwice(platform.Folder));
    }

    [Fact]
    public async Task Demo_AppHostKilledAndStartedAgain_Completes()
    {
        await using var platform = new PlatformProcess();
        foreach (var seconds in new[] { 9.0, 14, 20, 26 })
        {
            _ = platform.Launch(["demo"]);
            var running = platform.WaitForExitAsync(Patience);
            if (await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(seconds))) == running)
            {
                Assert.Equal(0, await running);
                break;
            }

            await platform.KillAsync();
        }

        _ = platform.Launch(["demo"]);
        var exitCode = await platform.WaitForExitAsync(Patience);

        Assert.True(exitCode == 0, $"The demo ended with {exitCode}:\n{platform.Output}\n{platform.Faults()}");
        Assert.Empty(JobRecords.CompletedTwice(platform.Folder));
    }

    private static bool Kill(PlatformProcess platform, string program)
    {
        // The process itself, not the shell that guards a job: its command begins with the program.
        var victim = ProcessTable.WorkingOn(platform.Folder)
            .FirstOrDefault(child => Path.GetFileName(child.Command.Split(' ')[0]) == program);
        if (victim is null) return false;
        using var kill = Process.Start("/bin/kill", ["-9", $"{victim.Pid}"]);
        kill.WaitForExit();
        return true;
    }
}
