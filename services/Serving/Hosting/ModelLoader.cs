using Amazon.S3;
using MlPlatform.Jobs;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.ServiceDefaults;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Hosting;

/// <summary>Makes models ready to answer: those of built-in algorithms in this process, all others in a process of their own.</summary>
internal sealed class ModelLoader(PlatformOptions platform, IAmazonS3 objects, ServingProcesses processes) : IModelLoader
{
    private const string Program = "SAGEMAKER_PROGRAM";

    /// <inheritdoc/>
    public async Task<IModelHost> LoadAsync(Endpoint endpoint, Fleet fleet, FleetVariant variant, CancellationToken cancellationToken)
    {
        var folder = new JobFolder(Path.Combine(platform.DataFolder, "endpoints", endpoint.Name, $"{fleet.Id}-{variant.Name}"));
        try
        {
            var archive = await DownloadAsync(variant.Container.ModelDataUrl, folder, cancellationToken);
            if (BuiltInAlgorithm(variant.Container) is { } algorithm) return Read(archive, variant.Container, algorithm);
            if (archive is not null && !Directory.Exists(folder.Model)) await JobArchive.ExtractAsync(archive, folder.Model, cancellationToken);
            return await processes.StartAsync(folder, variant, endpoint, cancellationToken);
        }
        catch (Exception fault) when (fault is JobInputException or LearningException)
        {
            throw new ModelHostException(fault.Message, fault);
        }
    }

    private async Task<string?> DownloadAsync(string? url, JobFolder folder, CancellationToken cancellationToken)
    {
        if (url is null) return null;
        var archive = Path.Combine(folder.Root, "model.tar.gz");
        if (File.Exists(archive)) return archive;
        Directory.CreateDirectory(folder.Root);
        var partial = $"{archive}.partial";
        await new ObjectTransfer(objects).DownloadObjectAsync(S3Location.Parse(url), partial, cancellationToken);
        File.Move(partial, archive, overwrite: true);
        return archive;
    }

    /// <summary>The algorithm whose models are scored in this process; null for an image that is none, and where a script of the user's serves.</summary>
    private static string? BuiltInAlgorithm(ServedContainer container) =>
        container.Environment.ContainsKey(Program) ? null : BuiltInImages.AlgorithmOf(container.Image);

    private static BuiltInModel Read(string? archive, ServedContainer container, string algorithm)
    {
        if (archive is null) throw new ModelHostException($"A model of {algorithm} needs ModelDataUrl.");
        using var stream = File.OpenRead(archive);
        var model = ModelReader.FindInArchive(stream) ?? throw new ModelHostException($"{container.ModelDataUrl} holds no model of {algorithm}.");
        return new BuiltInModel(model);
    }
}
