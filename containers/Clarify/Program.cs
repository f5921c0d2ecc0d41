using System.Runtime.InteropServices;
using MlPlatform.Clarify;
using MlPlatform.Jobs.Container;

using var stop = new CancellationTokenSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});
return ClarifyJob.Run(ProcessingContainer.BaseFolder, Console.Out, stop.Token);
