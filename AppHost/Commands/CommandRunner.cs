using System.CommandLine;
using Spectre.Console;

namespace MlPlatform.AppHost.Commands;

/// <summary>Runs the action of a command; what stands in its way is one sentence on standard error and exit code 1.</summary>
internal static class CommandRunner
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static void SetRunner(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, action, cancellationToken));

    private static async Task<int> RunAsync(
        ParseResult parsed, Func<ParseResult, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action(parsed, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception fault) when (fault is StartupException or InvalidOperationException or IOException)
        {
            var errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            errors.MarkupLine($"[red]{Markup.Escape(fault.Message)}[/]");
            return Failed;
        }
    }
}
