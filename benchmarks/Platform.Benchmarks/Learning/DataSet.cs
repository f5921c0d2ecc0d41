using System.Diagnostics;
using System.Globalization;
using System.Text;
using MlPlatform.Tables;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>A CSV file to learn from and one to test on: a header, the label first, 24 numbers with gaps and 4 columns of codes.</summary>
/// <param name="Train">Path of the file to learn from.</param>
/// <param name="Test">Path of the file to test on.</param>
internal sealed record DataSet(string Train, string Test)
{
    private const string Generator = "peers/gen_data.py";
    private const int SmallRows = 2000;

    /// <summary>The peers' own data, generated where it is not there yet; a small stand-in of the same shape for a brief run.</summary>
    /// <param name="name">cls100k, cls1m or reg100k.</param>
    /// <param name="brief">Whether the stand-in will do.</param>
    public static async Task<DataSet> FindAsync(string name, bool brief)
    {
        if (brief) return Small(name);
        var folder = Environment.GetEnvironmentVariable("PEERS_DIR") ?? Path.Combine(Path.GetTempPath(), "peers");
        var data = new DataSet(Path.Combine(folder, "data", $"{name}_train.csv"), Path.Combine(folder, "data", $"{name}_test.csv"));
        if (!File.Exists(data.Test)) await GenerateAsync(folder);
        return data;
    }

    private static async Task GenerateAsync(string folder)
    {
        var script = Repository.Shared is { } shared ? Path.Combine(shared, Generator) : null;
        if (script is null || !File.Exists(script)) throw new InvalidOperationException($"The data is made by ../shared/{Generator}, which is not there; --brief does without.");
        var start = new ProcessStartInfo("/usr/bin/python3", [script]) { RedirectStandardOutput = true };
        start.Environment["PEERS_DIR"] = folder;
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{Generator} ended with {process.ExitCode}.");
    }

    private static DataSet Small(string name)
    {
        var folder = Directory.CreateTempSubdirectory("mlplatform-benchmark-").FullName;
        var data = new DataSet(Path.Combine(folder, "train.csv"), Path.Combine(folder, "test.csv"));
        File.WriteAllText(data.Train, SmallCsv(SmallRows, seed: 1, regression: name.StartsWith("reg", StringComparison.Ordinal)));
        File.WriteAllText(data.Test, SmallCsv(SmallRows / 4, seed: 2, regression: name.StartsWith("reg", StringComparison.Ordinal)));
        return data;
    }

    private static string SmallCsv(int rows, ulong seed, bool regression)
    {
        const int Numbers = 24;
        int[] levels = [3, 8, 20, 50];
        var random = new SeededRandom(seed);
        var text = new StringBuilder("target");
        for (var column = 0; column < Numbers + levels.Length; column++) text.Append(CultureInfo.InvariantCulture, $",f{column:00}");
        text.Append('\n');
        for (var row = 0; row < rows; row++)
        {
            var cells = Enumerable.Range(0, Numbers).Select(_ => random.NextNormal()).ToArray();
            var score = cells[0] - cells[1] + (cells[2] * cells[3]);
            text.Append(CultureInfo.InvariantCulture, $"{(regression ? score : random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0):G6}");
            foreach (var cell in cells) text.Append(CultureInfo.InvariantCulture, $",{(random.NextDouble() < 0.02 ? "" : cell.ToString("G6", CultureInfo.InvariantCulture))}");
            foreach (var level in levels) text.Append(CultureInfo.InvariantCulture, $",{random.NextInt32(level)}");
            text.Append('\n');
        }

        return text.ToString();
    }
}
