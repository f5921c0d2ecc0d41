using MlPlatform.AppHost.Apps;
using MlPlatform.AppHost.Installation;
using MlPlatform.Testing;

namespace MlPlatform.AppHost.Tests;

public sealed class AppSupervisorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AppLog _log;
    private readonly CancellationTokenSource _stop = new();

    public AppSupervisorTests() => _log = new AppLog(_folder.Path, LogLevelShown.Nothing, TextWriter.Null);

    [Fact]
    public async Task Run_AppThatCrashes_IsStartedAgain()
    {
        var started = new SemaphoreSlim(0);
        var running = Supervise("exit 3", _ => started.Release());

        for (var run = 0; run < 3; run++) Assert.True(await started.WaitAsync(TimeSpan.FromSeconds(30)));

        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(_log.Tail("apphost", 100), line => line.Contains("one ended with exit code 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_Stopped_ClosesTheInputOfTheAppAndWaits()
    {
        RunningApp? app = null;
        var started = new SemaphoreSlim(0);
        var running = Supervise("cat > /dev/null; echo input closed", record =>
        {
            app = record;
            started.Release();
        });
        Assert.True(await started.WaitAsync(TimeSpan.FromSeconds(30)));

        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Null(Leftovers.Find(app!));
    }

    [Fact]
    public async Task Run_ProgramThatIsNotThere_SaysSo()
    {
        var supervisor = Supervisor(["./none"], _ => { });

        var fault = await Assert.ThrowsAsync<StartupException>(() => supervisor.RunAsync(_stop.Token));

        Assert.Contains("one cannot be started", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _log.Dispose();
        _folder.Dispose();
    }

    private Task Supervise(string script, Action<RunningApp> started) => Supervisor(["/bin/sh", "-c", script], started).RunAsync(_stop.Token);

    private AppSupervisor Supervisor(IReadOnlyList<string> command, Action<RunningApp> started)
    {
        var app = new AppDefinition
        {
            AppId = "one",
            Folder = _folder.Path,
            AppPort = 1,
            DaprHttpPort = 2,
            DaprGrpcPort = 3,
            Command = command,
            Environment = new Dictionary<string, string>(),
        };
        return new AppSupervisor(app, new Dictionary<string, string>(), _log, TimeProvider.System, started);
    }
}
