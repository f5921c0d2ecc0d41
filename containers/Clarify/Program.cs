using MlPlatform.Clarify;
using MlPlatform.Jobs.Container;

return ClarifyJob.Run(ProcessingContainer.BaseFolder, Console.Out);
