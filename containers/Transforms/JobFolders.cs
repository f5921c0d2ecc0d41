using MlPlatform.Jobs.Container;

namespace MlPlatform.Transforms;

/// <summary>The job's inputs and outputs by name; a job that names none finds them under processing/input and processing/output.</summary>
internal sealed class JobFolders(ProcessingContainer container, string baseFolder)
{
    public string Input(string name)
    {
        var folder = FindInput(name);
        return folder ?? throw new TransformException($"The job has no input '{name}'.");
    }

    public string? FindInput(string name)
    {
        var folder = container.Inputs.GetValueOrDefault(name) ?? Path.Combine(baseFolder, "processing", "input", name);
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>The path of a file of an output; its folder exists then. Where the job does not ask for the output it stays local.</summary>
    public string Output(string name, string file)
    {
        var folder = container.Outputs.GetValueOrDefault(name) ?? Path.Combine(baseFolder, "processing", "output", name);
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, file);
    }
}
