using System.Collections;
using System.Runtime.InteropServices;
using MlPlatform.Clarify;
using MlPlatform.Clarify.Monitoring;
using MlPlatform.Jobs.Container;

using var stop = new CancellationTokenSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
return MonitoringJob.IsAsked(environment)
    ? MonitoringJob.Run(ProcessingContainer.BaseFolder, environment, Console.Out, stop.Token)
    : ClarifyJob.Run(ProcessingContainer.BaseFolder, environment, Console.Out, stop.Token);
