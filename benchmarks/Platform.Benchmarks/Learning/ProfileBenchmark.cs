using MlPlatform.Tables.Profiles;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>Moments, quantiles, distinct and frequent values of every column of a table; ours in bounded memory, pandas' exact.</summary>
internal sealed class ProfileBenchmark : IBenchmark
{
    public string Name => "profile";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        await using var python = await PythonPeer.StartAsync(threads: 1);
        var path = (await DataSet.FindAsync("cls100k", brief)).Train;
        await using var stream = File.OpenRead(path);
        var table = TableReader.ReadCsv(stream).Table;
        if (python is not null) await python.AskAsync("read_csv", ("path", path));
        var figure = await Duel.SecondsAsync(
            "profile-cls100k", brief ? 1 : 5, () => TableProfiler.Profile(table),
            python is null ? null : ("pandas describe, nunique, value_counts", () => python.SecondsAsync("profile")));
        yield return figure with { AimRatio = 3 };
    }
}
