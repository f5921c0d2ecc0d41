using MlPlatform.Algorithms.Serving;
using MlPlatform.Algorithms.Training;
using MlPlatform.Jobs.Container;

switch (args)
{
    case ["train", ..]:
        return TrainCommand.Run(new TrainingContainer(ProcessingContainer.BaseFolder), Console.Out);
    case ["serve", ..]:
        return await ServeCommand.RunAsync(Path.Combine(ProcessingContainer.BaseFolder, "model"), ServeSettings.FromEnvironment());
    default:
        await Console.Error.WriteLineAsync("usage: MlPlatform.Algorithms train | serve");
        return 2;
}
