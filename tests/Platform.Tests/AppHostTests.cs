using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary>Starting and stopping, as a user meets it.</summary>
[Collection(PlatformCollection.Name)]
public sealed class AppHostTests(SharedPlatform platform)
{
    [Fact]
    public async Task Start_SecondInstanceOnTheFolder_IsRefusedInOneSentence()
    {
        var (exitCode, _, errors) = await platform.Process.RunAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains($"Another instance (pid {platform.Process.Pid})", Unwrapped(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Running_ListsEveryAppAsHealthy()
    {
        var (exitCode, output, _) = await platform.Process.RunAsync("status");

        Assert.Equal(0, exitCode);
        Assert.Equal(10, output.Split("healthy").Length - 1);
        Assert.DoesNotContain("not healthy", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clean_WhileRunning_DeletesNothing()
    {
        var (exitCode, _, errors) = await platform.Process.RunAsync("clean");

        Assert.Equal(1, exitCode);
        Assert.Contains("Another instance", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ByInterrupt_LeavesNoProcessAndClean_DeletesTheFolder()
    {
        await using var own = new PlatformProcess();
        await own.StartAsync();
        Assert.NotEmpty(ProcessTable.WorkingOn(own.Folder));

        await own.StopAsync();

        Assert.Empty(ProcessTable.WorkingOn(own.Folder));
        Assert.Equal(0, (await own.RunAsync("clean")).ExitCode);
        Assert.False(Directory.Exists(own.Folder));
        Directory.CreateDirectory(own.Folder);
    }

    [Fact]
    public async Task Kill_OfAppHost_EndsTheAppsAndTheNextStartSucceeds()
    {
        await using var own = new PlatformProcess();
        await own.StartAsync();

        await own.KillAsync();
        await own.StartAsync();

        Assert.Equal(0, (await own.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Start_PortInUse_IsRefusedInOneSentence()
    {
        using var folder = new TemporaryFolder();

        // The shared platform holds the ports; another folder is no way around that.
        var (exitCode, errors) = await Outside.TryAsync(PlatformProcess.Program, ["--folder", folder.Path, "--port", $"{platform.Process.Port}"],
            new Dictionary<string, string>(), Repository.Root, TimeSpan.FromMinutes(1));

        Assert.Equal(1, exitCode);
        Assert.Contains($"Port {platform.Process.Port} (for gateway) is in use", Unwrapped(errors), StringComparison.Ordinal);
    }

    private static string Unwrapped(string text) => text.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);
}
