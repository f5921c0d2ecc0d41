using MlPlatform.Jobs.Container;
using MlPlatform.Transforms;

return TransformJob.Run(ProcessingContainer.BaseFolder, args, Console.Out);
