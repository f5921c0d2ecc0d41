using System.CommandLine;
using MlPlatform.AppHost.Installation;
using Spectre.Console;

namespace MlPlatform.AppHost.Commands;

/// <summary><c>clean</c>: deletes everything that the platform keeps, credentials included.</summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        var command = new Command("clean", "Delete all data, logs and credentials of the platform.");
        command.SetRunner((parsed, _) => Task.FromResult(Clean(PlatformCommandOptions.Read(parsed).DataFolder)));
        return command;
    }

    private static int Clean(string path)
    {
        if (!Directory.Exists(path))
        {
            AnsiConsole.WriteLine($"There is nothing to delete at {path}.");
            return 0;
        }

        if (!File.Exists(Path.Combine(path, "version")) && !File.Exists(Path.Combine(path, "credentials.json")))
        {
            throw new StartupException($"{path} is no folder of this platform; nothing was deleted.");
        }

        // Taking the folder proves that nothing runs on it.
        PlatformFolder.Take(path).Dispose();
        Directory.Delete(path, recursive: true);
        AnsiConsole.WriteLine($"Deleted {path}.");
        return 0;
    }
}
