using MlPlatform.Algorithms.Serving;
using MlPlatform.Algorithms.Training;
using MlPlatform.Jobs.Container;

var folder = ProcessingContainer.BaseFolder;
switch (args)
{
    case [var algorithm, "train", ..]:
        return TrainCommand.Run(algorithm, new TrainingContainer(folder), Console.Out);
    case [_, "serve", ..]:
        return await ServeCommand.RunAsync(Path.Combine(folder, "model"), ServeSettings.FromEnvironment());
    default:
        await Console.Error.WriteLineAsync("usage: MlPlatform.Algorithms <algorithm> train | serve");
        return 2;
}
