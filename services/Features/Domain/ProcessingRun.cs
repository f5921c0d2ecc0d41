using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;

namespace MlPlatform.Features.Domain;

/// <summary>Turns a processing job into something to run: the program behind its image or its entry point, with environment and limits.</summary>
internal static class ProcessingRun
{
    private const int DefaultMaxRuntimeInSeconds = 86400;
    private static readonly string[] PythonNames = ["python", "python3", "/usr/bin/python3", "/usr/local/bin/python3"];

    public static int MaxRuntimeInSeconds(CreateProcessingJobRequest request) =>
        request.StoppingCondition?.MaxRuntimeInSeconds ?? DefaultMaxRuntimeInSeconds;

    public static async Task<JobRun> CreateAsync(ProcessingJob job, JobFolder folder, JobEngine engine)
    {
        var application = job.Request.AppSpecification;
        var command = engine.Images.CommandOf(application.ImageUri, application.ContainerEntrypoint, application.ContainerArguments, null);
        var environment = JobEnvironment.Create(job.Region);
        environment["PROCESSING_JOB_NAME"] = job.Name;
        environment["PROCESSING_JOB_ARN"] = job.Arn;
        foreach (var (name, value) in job.Request.Environment ?? new Dictionary<string, string>()) environment[name] = value;
        return new JobRun(
            folder,
            new JobCommand(await WithPythonAsync(command, folder, engine), JobFolder.ContainerRoot),
            TimeSpan.FromSeconds(MaxRuntimeInSeconds(job.Request)))
        {
            Environment = environment,
            OutputFolders = [folder.Output, .. OutputFolders(job, folder)],
        };
    }

    // An output folder that holds an input is not emptied: the input would go with it.
    private static IEnumerable<string> OutputFolders(ProcessingJob job, JobFolder folder)
    {
        var inputs = job.ManagedInputs.Select(input => folder.HostPath(input.LocalPath!)).ToList();
        return job.ManagedOutputs
            .Select(output => folder.HostPath(output.LocalPath!))
            .Where(path => !inputs.Any(input => (input + "/").StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal)));
    }

    // A script asks for some Python; it gets one that has what it imports.
    private static async Task<IReadOnlyList<string>> WithPythonAsync(IReadOnlyList<string> command, JobFolder folder, JobEngine engine)
    {
        if (!PythonNames.Contains(command[0])) return command;
        var script = command.Skip(1).FirstOrDefault(argument => argument.EndsWith(".py", StringComparison.Ordinal));
        var host = script is not null && JobFolder.IsContainerPath(script) ? folder.HostPath(script) : "";
        return [await engine.Pythons.FindAsync(host), .. command.Skip(1)];
    }
}
