using MlPlatform.Learning.Models;

namespace MlPlatform.Transforms.Evaluation;

/// <summary>The model under evaluation: a <c>model.tar.gz</c>, or what one unpacks to.</summary>
internal static class ModelInput
{
    public static ITabularModel Read(string folder)
    {
        if (ModelReader.FindInFolder(folder) is { } model) return model;
        var archives = Directory.GetFiles(folder, "*.tar.gz", SearchOption.AllDirectories);
        if (archives.Length != 1) throw new TransformException($"The input 'model' must hold one model archive (*.tar.gz); it holds {archives.Length}.");
        using var stream = File.OpenRead(archives[0]);
        return ModelReader.FindInArchive(stream)
            ?? throw new TransformException("The archive holds no model of a built-in algorithm; evaluate it with a script of its own.");
    }
}
