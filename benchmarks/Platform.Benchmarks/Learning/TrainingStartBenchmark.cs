using System.Diagnostics;
using System.Text;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>From the start of a training process to the metric line of its first tree, on a small channel.</summary>
internal sealed class TrainingStartBenchmark : IBenchmark
{
    private const string Program = "containers/Algorithms/bin/app/MlPlatform.Algorithms";
    private const string FirstTree = "[0]";

    public string Name => "training-start";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        using var folder = new TemporaryFolder();
        WriteJob(folder, (await DataSet.FindAsync("cls100k", brief: true)).Train);
        var times = new List<double>();
        for (var run = 0; run < (brief ? 1 : 9); run++) times.Add(await StartAsync(folder.Path));
        yield return new Figure("training-start", Duel.Median(times), "ms") { Aim = 300 };
    }

    private static async Task<double> StartAsync(string baseFolder)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, Program), ["xgboost", "train"]) { RedirectStandardOutput = true };
        start.Environment["SAGEMAKER_BASE_DIR"] = baseFolder;
        var since = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        double? milliseconds = null;
        var printed = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            printed.AppendLine(line);
            if (line.StartsWith(FirstTree, StringComparison.Ordinal)) milliseconds ??= Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        }

        await process.WaitForExitAsync();
        return milliseconds ?? throw new InvalidOperationException($"Training printed no first tree: {printed}");
    }

    private static void WriteJob(TemporaryFolder folder, string csv)
    {
        var channel = Directory.CreateDirectory(folder.File("input/data/train")).FullName;
        File.WriteAllLines(Path.Combine(channel, "train.csv"), File.ReadLines(csv).Skip(1));
        Directory.CreateDirectory(folder.File("input/config"));
        File.WriteAllText(folder.File("input/config/hyperparameters.json"), """{"num_round":"2","objective":"binary:logistic"}""");
    }
}
