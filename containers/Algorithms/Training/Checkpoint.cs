using System.Globalization;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;

namespace MlPlatform.Algorithms.Training;

/// <summary>Keeps the model of the last saved epoch as <c>epoch-N.mlp</c>, so that the next attempt goes on from there.</summary>
internal sealed class Checkpoint(string folder)
{
    private const string Prefix = "epoch-";
    private const string Suffix = ".mlp";
    private const int EpochsBetweenSaves = 10;

    /// <summary>The last epoch saved and its model; a damaged file is passed over.</summary>
    public (int Epoch, ITabularModel Model)? Find(TextWriter log)
    {
        foreach (var (epoch, path) in Saved().OrderByDescending(saved => saved.Epoch))
        {
            try
            {
                return (epoch, ModelReader.Read(File.ReadAllBytes(path)));
            }
            catch (LearningException error)
            {
                log.WriteLine($"Checkpoint {Path.GetFileName(path)} is passed over: {error.Message}");
            }
        }

        return null;
    }

    /// <summary>Saves every tenth epoch, and any when told to.</summary>
    public void Save(int epoch, Func<ITabularModel> model, bool now)
    {
        if (!now && epoch % EpochsBetweenSaves != 0) return;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{epoch}{Suffix}"));
        ModelWriter.Write(path, model());
        foreach (var older in Saved().Where(saved => saved.Epoch < epoch)) File.Delete(older.Path);
    }

    private IEnumerable<(int Epoch, string Path)> Saved()
    {
        foreach (var path in Directory.GetFiles(folder, $"{Prefix}*{Suffix}"))
        {
            var number = Path.GetFileNameWithoutExtension(path)[Prefix.Length..];
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)) yield return (epoch, path);
        }
    }
}

/// <summary>Writes a model so that its name never holds half a file.</summary>
internal static class ModelWriter
{
    public static void Write(string path, ITabularModel model)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".part";
        using (var stream = File.Create(unfinished)) model.Save(stream);
        File.Move(unfinished, path, overwrite: true);
    }
}
