using System.CommandLine;
using MlPlatform.Demo;

var command = DemoCommandLine.Create(out var read);
command.SetAction(async (parsed, cancellationToken) => await DemoProgram.RunAsync(read(parsed), TimeProvider.System, cancellationToken));
return await command.Parse(args).InvokeAsync();
