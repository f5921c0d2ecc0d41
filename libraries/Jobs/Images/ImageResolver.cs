namespace MlPlatform.Jobs;

/// <summary>Tells which program of this machine stands for a container image.</summary>
public sealed class ImageResolver(string home)
{
    private static readonly Dictionary<string, string> BuiltIn = new(StringComparer.Ordinal)
    {
        ["linear-learner"] = "Algorithms",
        ["mlplatform-transforms"] = "Transforms",
        ["sagemaker-clarify-processing"] = "Clarify",
        ["sagemaker-model-monitor-analyzer"] = "Monitor",
    };

    /// <summary>The executable of a built-in image, or null where the image needs a script or an entry point of the caller's.</summary>
    public string? FindExecutable(string image)
    {
        if (!BuiltIn.TryGetValue(ContainerImage.Parse(image).Repository, out var container)) return null;
        var path = Path.Combine(home, "containers", container, "bin", "app", $"MlPlatform.{container}");
        return File.Exists(path) ? path : throw new JobInputException($"The container {container} is not built: {path} is missing.");
    }

    /// <summary>The argument vector as docker would form it from the image's own entry point and what the request puts in its place.</summary>
    /// <param name="image">The address in the request.</param>
    /// <param name="entrypoint">Replaces the image's entry point and drops its argument.</param>
    /// <param name="arguments">Replace the image's argument.</param>
    /// <param name="verb">The argument the image runs with by default: "train", "serve", or null.</param>
    public IReadOnlyList<string> CommandOf(string image, IReadOnlyList<string>? entrypoint, IReadOnlyList<string>? arguments, string? verb)
    {
        if (entrypoint is { Count: > 0 }) return [.. entrypoint, .. arguments ?? []];
        var executable = FindExecutable(image) ?? throw new JobInputException(
            $"No program here stands for the image {image}: name a script (sagemaker_program) or a ContainerEntrypoint.");
        return [executable, .. arguments ?? (verb is null ? [] : [verb])];
    }
}
