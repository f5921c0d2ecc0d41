using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.S3;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Hosting;

/// <summary>Starts the processes that serve models, each on a port of its own, and picks up those that still run from before.</summary>
internal sealed class ServingProcesses(PlatformOptions platform, IAmazonS3 objects, MountNamespace mounts, TimeProvider time) : IDisposable
{
    private const string Program = "SAGEMAKER_PROGRAM";
    private const string SubmitDirectory = "SAGEMAKER_SUBMIT_DIRECTORY";
    private static readonly TimeSpan NoLimit = TimeSpan.FromDays(3650);

    private readonly JobSupervisor _supervisor = new(new JobOptions { StopGrace = TimeSpan.FromSeconds(30) }, mounts, time);
    private readonly PythonFinder _pythons = new();

    /// <summary>The process of a variant, once it is healthy.</summary>
    public async Task<ProcessModel> StartAsync(JobFolder folder, FleetVariant variant, Endpoint endpoint, CancellationToken cancellationToken)
    {
        var port = await PortAsync(folder, cancellationToken);
        var environment = JobEnvironment.Create(endpoint.Region);
        foreach (var (name, value) in variant.Container.Environment) environment[name] = value;
        environment["SAGEMAKER_BIND_TO_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        environment["SAGEMAKER_REGION"] = endpoint.Region;
        var run = new JobRun(folder, await CommandAsync(folder, variant.Container, cancellationToken), NoLimit)
        {
            Environment = environment,
            OutputFolders = [folder.Output],
        };
        var model = new ProcessModel(run, port, _supervisor, time);
        try
        {
            await model.WaitUntilHealthyAsync(TimeSpan.FromSeconds(variant.StartupTimeoutSeconds), cancellationToken);
            return model;
        }
        catch (ModelHostException)
        {
            await model.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => _supervisor.Dispose();

    private async Task<JobCommand> CommandAsync(JobFolder folder, ServedContainer container, CancellationToken cancellationToken)
    {
        if (!container.Environment.TryGetValue(Program, out var program))
        {
            var image = new ImageResolver(platform.HomeFolder).CommandOf(container.Image, entrypoint: null, arguments: null, verb: "serve");
            return new JobCommand(image, JobFolder.ContainerRoot);
        }

        var code = await CodeAsync(folder, program, container, cancellationToken);
        var script = Path.Combine(code, program);
        if (!File.Exists(script)) throw new JobInputException($"The script {program} is neither in {SubmitDirectory} nor in the model's code folder.");
        var python = await _pythons.FindAsync(script);
        var seen = JobFolder.ContainerRoot + script[folder.Base.Length..];
        return (await File.ReadAllTextAsync(script, cancellationToken)).Contains("def model_fn", StringComparison.Ordinal)
            ? new JobCommand([python, await WriteServerAsync(folder, cancellationToken), seen, $"{JobFolder.ContainerRoot}/model"], JobFolder.ContainerRoot)
            : new JobCommand([python, seen], JobFolder.ContainerRoot);
    }

    /// <summary>The folder of the script: unpacked from the archive that the model names, else the code folder inside the model.</summary>
    private async Task<string> CodeAsync(JobFolder folder, string program, ServedContainer container, CancellationToken cancellationToken)
    {
        container.Environment.TryGetValue(SubmitDirectory, out var directory);
        if (directory is null || JobFolder.IsContainerPath(directory))
        {
            return directory is null ? Path.Combine(folder.Model, "code") : folder.HostPath(directory);
        }

        if (!File.Exists(Path.Combine(folder.Code, program)))
        {
            await new ScriptMode(program, directory).UnpackAsync(folder, new ObjectTransfer(objects), cancellationToken);
        }

        return folder.Code;
    }

    private static async Task<string> WriteServerAsync(JobFolder folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Base);
        await using var source = typeof(ServingProcesses).Assembly.GetManifestResourceStream("inference_server.py")!;
        await using var file = File.Create(Path.Combine(folder.Base, "inference_server.py"));
        await source.CopyToAsync(file, cancellationToken);
        return $"{JobFolder.ContainerRoot}/inference_server.py";
    }

    /// <summary>The port of a variant: kept beside its process, so that a later run of this service finds both.</summary>
    private static async Task<int> PortAsync(JobFolder folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder.Root, "port");
        if (File.Exists(file)) return int.Parse(await File.ReadAllTextAsync(file, cancellationToken), CultureInfo.InvariantCulture);
        Directory.CreateDirectory(folder.Root);
        var port = FreePort();
        await File.WriteAllTextAsync($"{file}.partial", port.ToString(CultureInfo.InvariantCulture), cancellationToken);
        File.Move($"{file}.partial", file);
        return port;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
