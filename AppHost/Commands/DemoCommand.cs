using System.CommandLine;
using System.Diagnostics;
using MlPlatform.AppHost.Apps;
using Spectre.Console;

namespace MlPlatform.AppHost.Commands;

/// <summary><c>demo</c>: starts the platform and drives it from outside with the program in samples/credit/Demo.</summary>
internal static class DemoCommand
{
    private const string Program = "samples/credit/Demo/bin/app/MlPlatform.Demo";

    public static Command Create()
    {
        var data = new Option<FileInfo?>("--data") { Description = "A CSV file with a header; a synthetic credit data set unless given." };
        var label = new Option<string?>("--label") { Description = "The column to predict; it has two values." };
        var favorable = new Option<string?>("--favorable") { Description = "The value of the label that is good for a person." };
        var facets = new Option<string[]>("--facet") { Description = "A group to watch, such as sex=male or \"age>25\"; may be given several times." };
        var seed = new Option<int>("--seed") { Description = "Seed of the generator, the split and the search.", DefaultValueFactory = _ => 7 };
        var rows = new Option<int>("--rows") { Description = "Rows of the synthetic data set.", DefaultValueFactory = _ => 5000 };
        var command = new Command("demo", "Take a credit data set from a stream to a watched, fair endpoint.") { data, label, favorable, facets, seed, rows };
        command.SetRunner((parsed, cancellationToken) =>
        {
            var passed = new List<string> { "--seed", $"{parsed.GetValue(seed)}", "--rows", $"{parsed.GetValue(rows)}" };
            if (parsed.GetValue(data) is { } file) passed.AddRange(["--data", file.FullName]);
            if (parsed.GetValue(label) is { } labelName) passed.AddRange(["--label", labelName]);
            if (parsed.GetValue(favorable) is { } value) passed.AddRange(["--favorable", value]);
            foreach (var facet in parsed.GetValue(facets) ?? []) passed.AddRange(["--facet", facet]);
            return RunAsync(parsed, passed, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, List<string> passed, CancellationToken cancellationToken)
    {
        var arguments = PlatformCommandOptions.Read(parsed);
        var shown = parsed.GetValue(PlatformCommandOptions.Verbose) ? LogLevelShown.Everything : LogLevelShown.Nothing;
        using var log = new AppLog(Path.Combine(arguments.DataFolder, "logs"), shown, Console.Out);
        var since = Stopwatch.GetTimestamp();
        AnsiConsole.MarkupLine("[grey]Starting the platform[/]");
        await using var platform = await Platform.StartAsync(arguments, log, cancellationToken);
        AnsiConsole.MarkupLine($"[grey]All healthy after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s at http://127.0.0.1:{arguments.GatewayPort}[/]");
        return await DriveAsync(platform.Setup, arguments, passed, cancellationToken);
    }

    private static async Task<int> DriveAsync(PlatformSetup setup, PlatformArguments arguments, List<string> passed, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.Combine(setup.Home, Program), [.. passed, "--state", Path.Combine(arguments.DataFolder, "demo")])
        {
            RedirectStandardInput = true,
            WorkingDirectory = setup.Home,
        };
        foreach (var (name, value) in setup.Credentials.ClientEnvironment(setup.GatewayPort)) start.Environment[name] = value;
        start.Environment["MLPLATFORM_PARENT"] = "stdin";
        start.Environment["MLPLATFORM_DATA"] = setup.DataFolder;
        using var demo = Process.Start(start) ?? throw new StartupException($"{start.FileName} cannot be started.");
        try
        {
            await demo.WaitForExitAsync(cancellationToken);
            return demo.ExitCode;
        }
        finally
        {
            if (!demo.HasExited) demo.Kill();
        }
    }
}
