using System.CommandLine;
using MlPlatform.AppHost.Clients;
using MlPlatform.AppHost.Installation;

namespace MlPlatform.AppHost.Commands;

/// <summary><c>env</c>: prints the exports that point AWS clients of this shell at the platform, and writes the endpoint overlay.</summary>
internal static class EnvCommand
{
    public static Command Create()
    {
        var command = new Command("env", "Print exports for a shell, so that boto3, the AWS CLI and the AWS SDKs talk to this platform.");
        command.SetRunner((parsed, _) => Task.FromResult(Print(PlatformCommandOptions.Read(parsed), Console.Out)));
        return command;
    }

    private static int Print(PlatformArguments arguments, TextWriter output)
    {
        var credentials = Credentials.ReadOrCreate(arguments.DataFolder);
        var overlay = Path.Combine(arguments.DataFolder, "aws-endpoints");
        var environment = credentials.ClientEnvironment(arguments.GatewayPort);
        EndpointOverlay.Write(overlay, new Uri(environment["AWS_ENDPOINT_URL"]));
        foreach (var (name, value) in environment) output.WriteLine($"export {name}='{value}'");
        output.WriteLine($"export AWS_DATA_PATH='{overlay}'");
        return 0;
    }
}
