using System.CommandLine;
using MlPlatform.AppHost.Commands;

var root = new RootCommand("MlPlatform: a machine-learning platform that answers the AWS APIs and runs the jobs itself.")
{
    DemoCommand.Create(),
    EnvCommand.Create(),
    StatusCommand.Create(),
    CleanCommand.Create(),
};
RunCommand.Configure(root);
return await root.Parse(args).InvokeAsync();
