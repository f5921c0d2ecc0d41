using System.Globalization;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;

namespace MlPlatform.Algorithms.Training;

/// <summary>Keeps the model of the last saved round as <c>round-N.mlp</c>, so that the next attempt goes on from there.</summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="time">Measures how long saving takes.</param>
internal sealed class Checkpoint(string folder, TimeProvider time)
{
    private const string Prefix = "round-";
    private const string Suffix = ".mlp";
    private const int RoundsBetweenSaves = 10;

    // A model of many rounds takes longer to save than its next rounds take: at most a tenth of the time is spent on it.
    private const int TimeBetweenSaves = 9;

    private long savedAt = time.GetTimestamp();
    private TimeSpan saving;

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

    /// <summary>Saves every tenth round, or more rarely where saving is slow, and any when told to.</summary>
    public void Save(int round, Func<ITabularModel> model, bool now)
    {
        if (!now && (round % RoundsBetweenSaves != 0 || time.GetElapsedTime(savedAt) < saving * TimeBetweenSaves)) return;
        var started = time.GetTimestamp();
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{round}{Suffix}"));
        ModelWriter.Write(path, model());
        foreach (var older in Saved().Where(saved => saved.Round < round)) File.Delete(older.Path);
        savedAt = time.GetTimestamp();
        saving = time.GetElapsedTime(started, savedAt);
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
        try
        {
            using (var stream = File.Create(unfinished)) model.Save(stream, metrics);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (IOException)
        {
            // Half a model is of no use, and what it takes up may be what the reason needs to be written.
            File.Delete(unfinished);
            throw;
        }
    }
}
