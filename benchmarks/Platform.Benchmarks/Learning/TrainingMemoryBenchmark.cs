using System.Diagnostics;
using System.Globalization;
using MlPlatform.Learning;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>The peak memory of a process that reads a million rows and fits boosted trees; each side in a process of its own.</summary>
internal sealed class TrainingMemoryBenchmark : IBenchmark
{
    /// <summary>The argument that makes this program fit once and print its peak.</summary>
    public const string ChildArgument = "--fit-and-print-peak-memory";

    private const int Threads = 2;

    public string Name => "boosted-trees-memory";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var files = await DataSet.FindAsync("cls1m", brief);
        var start = new ProcessStartInfo(Environment.ProcessPath!, [ChildArgument, files.Train]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var own = double.Parse(await child.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
        await child.WaitForExitAsync();
        var figure = new Figure("boosted-trees-memory-1m", own / (1 << 20), "MiB");
        yield return await PeerAsync(files) is { } peer
            ? figure with { Peer = "xgboost hist", PeerValue = peer / (1 << 20), Ratio = peer / own, AimRatio = 1 }
            : figure;
    }

    /// <summary>What the child does.</summary>
    public static void FitAndPrint(string path)
    {
        var training = LoadedData.ReadPart(path, codesAsCategories: false);
        AlgorithmCatalog.Find("xgboost")!.Fit(training, LearningBenchmarks.BoostedTreeSettings("binary:logistic"), new FitContext { Threads = Threads }, CancellationToken.None);
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        Console.Out.Write(long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024);
    }

    /// <summary>The peer gets its rows as arrays, so that no parser's peak is counted against it.</summary>
    private static async Task<double?> PeerAsync(DataSet files)
    {
        var folder = Directory.CreateTempSubdirectory("mlplatform-benchmark-").FullName;
        try
        {
            await using (var writer = await PythonPeer.StartAsync(Threads))
            {
                if (writer is null) return null;
                await writer.AskAsync("load", ("train", files.Train), ("test", files.Test));
                await writer.AskAsync("save_arrays", ("folder", folder));
            }

            await using var peer = await PythonPeer.StartAsync(Threads);
            await peer!.AskAsync("load_arrays", ("folder", folder));
            await peer.AskAsync("xgboost_fit", ("threads", Threads), ("rounds", 100), ("objective", "binary:logistic"));
            return (await peer.AskAsync("peak_memory")).GetProperty("bytes").GetDouble();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
