using MlPlatform.Tables.Reading;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>A CSV file into a typed table, types inferred on both sides.</summary>
internal sealed class ReadCsvBenchmark : IBenchmark
{
    private const int Threads = 2;

    public string Name => "read-csv";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        await using var python = await PythonPeer.StartAsync(Threads);
        foreach (var name in new[] { "cls100k", "cls1m" })
        {
            var path = (await DataSet.FindAsync(name, brief)).Train;
            var figure = await Duel.SecondsAsync(
                $"read-csv-{name}", brief ? 1 : 5,
                () =>
                {
                    using var stream = File.OpenRead(path);
                    TableReader.ReadCsv(stream, options: TableReadOptions.Default with { Threads = Threads });
                },
                python is null ? null : ("pandas.read_csv", () => python.SecondsAsync("read_csv", ("path", path))));
            yield return figure with { AimRatio = 8 };
        }
    }
}
