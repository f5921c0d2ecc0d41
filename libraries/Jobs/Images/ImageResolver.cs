namespace MlPlatform.Jobs;

/// <summary>Tells which program of this machine stands for a container image.</summary>
public sealed class ImageResolver(string home)
{
    /// <summary>The executable of a built-in image with the arguments of its entry point, or null where the image needs a script or an entry point of the caller's.</summary>
    public IReadOnlyList<string>? FindEntryPoint(string image)
    {
        if (BuiltInImages.Find(image) is not { } program) return null;
        var path = Path.Combine(home, "containers", program.Container, "bin", "app", $"MlPlatform.{program.Container}");
        if (!File.Exists(path)) throw new JobInputException($"The container {program.Container} is not built: {path} is missing.");
        return program.Algorithm is { } algorithm ? [path, algorithm] : [path];
    }

    /// <summary>The argument vector as docker would form it from the image's own entry point and what the request puts in its place.</summary>
    /// <param name="image">The address in the request.</param>
    /// <param name="entrypoint">Replaces the image's entry point and drops its argument.</param>
    /// <param name="arguments">Replace the image's argument.</param>
    /// <param name="verb">The argument the image runs with by default: "train", "serve", or null.</param>
    public IReadOnlyList<string> CommandOf(string image, IReadOnlyList<string>? entrypoint, IReadOnlyList<string>? arguments, string? verb)
    {
        if (entrypoint is { Count: > 0 }) return [.. entrypoint, .. arguments ?? []];
        var own = FindEntryPoint(image) ?? throw new JobInputException(
            $"No program here stands for the image {image}: name a script (sagemaker_program) or a ContainerEntrypoint.");
        return [.. own, .. arguments ?? (verb is null ? [] : [verb])];
    }
}
