using System.Runtime.InteropServices;
using MlPlatform.Clarify;
using MlPlatform.Jobs.Container;

using var stop = new CancellationTokenSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});
var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
return ClarifyJob.Run(ProcessingContainer.BaseFolder, environment, Console.Out, stop.Token);
