using System.CommandLine;
using System.Diagnostics;
using MlPlatform.AppHost.Apps;
using MlPlatform.AppHost.Installation;
using Spectre.Console;

namespace MlPlatform.AppHost.Commands;

/// <summary>Without a command: start the platform and keep it running until Ctrl-C.</summary>
internal static class RunCommand
{
    public static void Configure(RootCommand root)
    {
        root.Options.Add(PlatformCommandOptions.Port);
        root.Options.Add(PlatformCommandOptions.Folder);
        root.Options.Add(PlatformCommandOptions.Verbose);
        root.SetRunner(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var arguments = PlatformCommandOptions.Read(parsed);
        var shown = parsed.GetValue(PlatformCommandOptions.Verbose) ? LogLevelShown.Everything : LogLevelShown.Faults;
        using var log = new AppLog(Path.Combine(arguments.DataFolder, "logs"), shown, Console.Out);
        log.Say("starting");
        var since = Stopwatch.GetTimestamp();
        await using var platform = await Platform.StartAsync(arguments, log, cancellationToken);
        log.Say($"all healthy after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
        Welcome(platform.Setup, arguments, PlatformCommandOptions.Given(parsed));

        await platform.Completion.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        log.Say("stopping");
        return 0;
    }

    private static void Welcome(PlatformSetup setup, PlatformArguments arguments, string given)
    {
        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("Endpoint", $"[bold]http://127.0.0.1:{setup.GatewayPort}[/]");
        grid.AddRow("Access key", Markup.Escape(setup.Credentials.AccessKeyId));
        grid.AddRow("Secret key", Markup.Escape(setup.Credentials.SecretAccessKey));
        grid.AddRow("Region", Markup.Escape(setup.Credentials.Region));
        grid.AddRow("Kept in", Markup.Escape(arguments.DataFolder));
        AnsiConsole.Write(new Panel(grid).Header("MlPlatform is up"));
        AnsiConsole.MarkupLine("Next, in another terminal:");
        AnsiConsole.MarkupLine($"  [aqua]eval \"$(dotnet run --project AppHost -- env{Markup.Escape(given)})\"[/]");
        AnsiConsole.MarkupLine("boto3 and the AWS CLI of that terminal then talk to this platform:");
        AnsiConsole.MarkupLine("  [aqua]aws s3 mb s3://first && aws s3 ls[/]");
        AnsiConsole.MarkupLine("Ctrl-C stops it; nothing is lost.");
    }
}
