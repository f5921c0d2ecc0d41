using MlPlatform.Learning;
using MlPlatform.Learning.Models;

namespace MlPlatform.Clarify.Models;

/// <summary>The model under analysis, scored here: an archive of a built-in algorithm, given as the input 'model'.</summary>
internal static class ModelArchive
{
    public const string Input = "model";

    public static ITabularModel Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.tar.gz", SearchOption.AllDirectories) : [];
        if (files.Length != 1) throw new ClarifyException($"The input '{Input}' must hold one model archive (*.tar.gz); it holds {files.Length}.");
        try
        {
            using var stream = File.OpenRead(files[0]);
            return ModelReader.FindInArchive(stream)
                ?? throw new ClarifyException($"The archive {Path.GetFileName(files[0])} holds no model of a built-in algorithm, so it cannot be scored here.");
        }
        catch (LearningException fault)
        {
            throw new ClarifyException($"The model of the input '{Input}' cannot be read: {fault.Message}", fault);
        }
    }
}
