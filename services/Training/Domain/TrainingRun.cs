using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;

namespace MlPlatform.Training.Domain;

/// <summary>Turns a training job into something to run: the program behind its image or its script, with environment and limits.</summary>
internal static class TrainingRun
{
    private const int DefaultMaxRuntimeInSeconds = 86400;

    public static async Task<JobRun> CreateAsync(TrainingJob job, JobFolder folder, JobEngine engine)
    {
        var request = job.Request;
        var environment = JobEnvironment.Create(job.Region);
        environment["TRAINING_JOB_NAME"] = job.Name;
        environment["TRAINING_JOB_ARN"] = job.Arn;
        var command = await CommandAsync(request, folder, engine, environment);
        foreach (var (name, value) in request.Environment ?? new Dictionary<string, string>()) environment[name] = value;
        var seconds = request.StoppingCondition?.MaxRuntimeInSeconds ?? DefaultMaxRuntimeInSeconds;
        return new JobRun(folder, command, TimeSpan.FromSeconds(seconds))
        {
            Environment = environment,
            OutputFolders = [folder.Model, folder.Output, folder.OutputData],
        };
    }

    public static string CheckpointFolder(CheckpointConfig config, JobFolder folder) =>
        config.LocalPath is { } path ? folder.HostPath(path) : folder.Checkpoints;

    private static async Task<JobCommand> CommandAsync(
        CreateTrainingJobRequest request, JobFolder folder, JobEngine engine, Dictionary<string, string> environment)
    {
        var algorithm = request.AlgorithmSpecification;
        var image = algorithm.TrainingImage ?? algorithm.AlgorithmName!;
        var hyperparameters = request.HyperParameters ?? new Dictionary<string, string>();
        if (algorithm.ContainerEntrypoint is null && ScriptMode.Find(hyperparameters) is { } mode)
        {
            var script = new TrainingScript
            {
                Script = mode,
                Python = await engine.Pythons.FindAsync(Path.Combine(folder.Code, mode.Program)),
                Root = await engine.Mounts.RootAsync(folder),
                Hyperparameters = hyperparameters,
                Channels = [.. (request.InputDataConfig ?? []).Select(channel => channel.ChannelName)],
                InstanceType = TrainingConfiguration.InstanceType(request),
                ResourceConfig = TrainingConfiguration.Resources(request).ToJsonString(),
                InputDataConfig = TrainingConfiguration.InputData(request).ToJsonString(),
            };
            foreach (var (name, value) in script.Environment) environment[name] = value;
            return new(script.Command, script.CodeFolder);
        }

        return new(engine.Images.CommandOf(image, algorithm.ContainerEntrypoint, algorithm.ContainerArguments, "train"), JobFolder.ContainerRoot);
    }
}
