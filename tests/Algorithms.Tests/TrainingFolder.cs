using System.Text.Json;
using MlPlatform.Algorithms.Training;
using MlPlatform.Tables;
using MlPlatform.Testing;

namespace MlPlatform.Algorithms.Tests;

/// <summary>A folder laid out as a training job's /opt/ml.</summary>
internal sealed class TrainingFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TrainingFolder(params (string Name, string Value)[] hyperparameters) => Write(
        "input/config/hyperparameters.json", JsonSerializer.Serialize(hyperparameters.ToDictionary(h => h.Name, h => h.Value)));

    public string Base => folder.Path;

    public TrainingContainer Container => new(folder.Path);

    public string Path(string relative) => System.IO.Path.Combine(folder.Path, relative);

    public void Write(string relative, string text) => Write(relative, System.Text.Encoding.UTF8.GetBytes(text));

    public void Write(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllBytes(Path(relative), bytes);
    }

    /// <summary>Label first; the label follows the number column with some noise, "red" makes 1 likelier.</summary>
    public static string Rows(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return string.Concat(Enumerable.Range(0, count).Select(_ =>
        {
            var x = random.NextNormal();
            var red = random.NextInt32(2) == 0;
            var label = x + (red ? 1 : -1) + random.NextNormal() > 0 ? 1 : 0;
            return FormattableString.Invariant($"{label},{x:F4},{(red ? "red" : "blue")}\n");
        }));
    }

    /// <summary>Runs the training and returns its exit code and output.</summary>
    public (int Code, string Output) Train(string algorithm = "linear-learner")
    {
        var output = new StringWriter();
        return (TrainCommand.Run(algorithm, Container, output), output.ToString());
    }

    public string? Failure => File.Exists(Path("output/failure")) ? File.ReadAllText(Path("output/failure")) : null;

    public void Dispose() => folder.Dispose();
}
