using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MlPlatform.Platform.Benchmarks.Learning;
using MlPlatform.Tables;
using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Platform.Benchmarks.Trust;

/// <summary>All drift tests of 100 columns of 300,000 rows against 3,000,000, one column at a time: seconds and peak memory; and of one column beside scipy and Evidently's ways.</summary>
internal sealed class DriftBenchmark : IBenchmark
{
    /// <summary>The argument that makes this program compare a data set of so many columns and rows and print seconds and peak memory.</summary>
    public const string ChildArgument = "--compare-columns";

    private const string PeerScript = "benchmarks/Platform.Benchmarks/Trust/drift_peer.py";
    private const int Threads = 2;
    private const int RowsPerCurrentRow = 10;

    public string Name => "drift";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var (columns, rows) = brief ? (4, 20_000) : (100, 3_000_000);
        var (seconds, bytes) = await ChildAsync(columns, rows);
        yield return new Figure("drift-columns", seconds, "s") { Aim = 60 };
        yield return new Figure("drift-columns-memory", bytes / (1 << 20), "MiB") { Aim = 1024 };
        yield return await ColumnAsync(rows, brief ? 1 : 3);
    }

    /// <summary>What the child does: 300,000 against 3,000,000 rows where the reference has that many, four columns of five numbers, the fifth categories; the rows are made meanwhile.</summary>
    public static void CompareAndPrint(int columns, int rows)
    {
        var began = Stopwatch.GetTimestamp();
        var compared = DatasetComparison.Compare(Columns(columns, rows), Threads, CancellationToken.None);
        DriftPolicy.Evidently.Judge(compared);
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        var bytes = long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        Console.Out.Write(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds} {bytes}"));
    }

    private static IEnumerable<ColumnPair> Columns(int columns, int rows)
    {
        for (var column = 0; column < columns; column++)
        {
            var random = new SeededRandom(1, (ulong)column);
            yield return (column % 5) switch
            {
                4 => new CategoryPair($"c{column}", Codes(random, rows), Codes(random, rows / RowsPerCurrentRow), 40),
                _ => new SinglePair($"c{column}", Numbers(random, rows, 0), Numbers(random, rows / RowsPerCurrentRow, 0.001f * column)),
            };
        }
    }

    private static async Task<(double Seconds, double Bytes)> ChildAsync(int columns, int rows)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [ChildArgument, $"{columns}", $"{rows}"]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var printed = (await child.StandardOutput.ReadToEndAsync()).Split(' ');
        await child.WaitForExitAsync();
        return (double.Parse(printed[0], CultureInfo.InvariantCulture), double.Parse(printed[1], CultureInfo.InvariantCulture));
    }

    private static async Task<Figure> ColumnAsync(int rows, int rounds)
    {
        var random = new SeededRandom(2);
        float[] reference = Numbers(random, rows, 0), current = Numbers(random, rows / RowsPerCurrentRow, 0.01f);
        var folder = Directory.CreateTempSubdirectory("mlplatform-benchmark-").FullName;
        try
        {
            await using var python = await PythonPeer.StartAsync(1, PeerScript);
            if (python is not null)
            {
                string first = Path.Combine(folder, "reference"), second = Path.Combine(folder, "current");
                await File.WriteAllBytesAsync(first, MemoryMarshal.AsBytes<float>(reference).ToArray());
                await File.WriteAllBytesAsync(second, MemoryMarshal.AsBytes<float>(current).ToArray());
                await python.AskAsync("load", ("reference", first), ("current", second));
            }

            var figure = await Duel.SecondsAsync(
                "drift-column", rounds, () => DatasetComparison.Compare([new SinglePair("x", reference, current)], 1, CancellationToken.None),
                python is null ? null : ("scipy and Evidently's tests", () => python.SecondsAsync("tests")));
            return figure with { AimRatio = 20 };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static float[] Numbers(SeededRandom random, int count, float shift)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++) values[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble()) + shift;
        return values;
    }

    private static int[] Codes(SeededRandom random, int count)
    {
        var codes = new int[count];
        for (var i = 0; i < count; i++) codes[i] = (int)(40 * random.NextDouble() * random.NextDouble());
        return codes;
    }
}
