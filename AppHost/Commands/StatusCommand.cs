using System.CommandLine;
using MlPlatform.AppHost.Apps;
using MlPlatform.AppHost.Installation;
using Spectre.Console;

namespace MlPlatform.AppHost.Commands;

/// <summary><c>status</c>: which apps run, whether they are healthy, how much memory they hold.</summary>
internal static class StatusCommand
{
    private const int NotRunning = 3;

    public static Command Create()
    {
        var command = new Command("status", "Show which apps run and whether they are healthy.");
        command.SetRunner(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = PlatformCommandOptions.Read(parsed).DataFolder;
        if (RunRecord.Read(PlatformFolder.RunFileIn(folder)) is not { } run)
        {
            AnsiConsole.WriteLine($"No platform runs on {folder}.");
            return NotRunning;
        }

        var table = new Table().AddColumns("App", "Port", "Pid", "Memory", "State");
        using var health = new HealthCheck(TimeProvider.System);
        foreach (var app in run.Apps)
        {
            using var process = Leftovers.Find(app);
            var state = process is null ? "[red]gone[/]" : await health.IsHealthyAsync(app.Port, cancellationToken) ? "[green]healthy[/]" : "[yellow]not healthy[/]";
            table.AddRow(app.AppId, $"{app.Port}", $"{app.Pid}", process is null ? "" : $"{process.WorkingSet64 >> 20} MiB", state);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Gateway http://127.0.0.1:{run.GatewayPort}, AppHost pid {run.Pid}, data in {folder}");
        return 0;
    }
}
