using System.Globalization;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;

namespace MlPlatform.Algorithms.Training;

/// <summary>Keeps the model of the last saved round as <c>round-N.mlp</c>, so that the next attempt goes on from there.</summary>
internal sealed class Checkpoint(string folder)
{
    private const string Prefix = "round-";
    private const string Suffix = ".mlp";
    private const int RoundsBetweenSaves = 10;

    /// <summary>The last round saved and its model; a damaged file and one of another algorithm are passed over.</summary>
    public (int Round, ITabularModel Model)? Find(string algorithm, TextWriter log)
    {
        foreach (var (round, path) in Saved().OrderByDescending(saved => saved.Round))
        {
            try
            {
                var model = ModelReader.Open(path);
                if (model.Algorithm == algorithm) return (round, model);
                log.WriteLine($"Checkpoint {Path.GetFileName(path)} is passed over: it is a model of {model.Algorithm}.");
            }
            catch (LearningException error)
            {
                log.WriteLine($"Checkpoint {Path.GetFileName(path)} is passed over: {error.Message}");
            }
        }

        return null;
    }

    /// <summary>Saves every tenth round, and any when told to.</summary>
    public void Save(int round, Func<ITabularModel> model, bool now)
    {
        if (!now && round % RoundsBetweenSaves != 0) return;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{round}{Suffix}"));
        ModelWriter.Write(path, model());
        foreach (var older in Saved().Where(saved => saved.Round < round)) File.Delete(older.Path);
    }

    private IEnumerable<(int Round, string Path)> Saved()
    {
        foreach (var path in Directory.GetFiles(folder, $"{Prefix}*{Suffix}"))
        {
            var number = Path.GetFileNameWithoutExtension(path)[Prefix.Length..];
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var round)) yield return (round, path);
        }
    }
}

/// <summary>Writes a model so that its name never holds half a file.</summary>
internal static class ModelWriter
{
    public static void Write(string path, ITabularModel model, IReadOnlyDictionary<string, double>? metrics = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".part";
        using (var stream = File.Create(unfinished)) model.Save(stream, metrics);
        File.Move(unfinished, path, overwrite: true);
    }
}
