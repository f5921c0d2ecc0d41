using System.Diagnostics;
using MlPlatform.Learning.Models;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>Scores with 100 trees of depth 6: many rows at once, one row, and how long such a model takes to load.</summary>
/// <remarks>Where xgboost is there, both sides score with the very model that it wrote.</remarks>
internal sealed class TreeScoringBenchmark : IBenchmark
{
    private const int Threads = 2;
    private const int RowsInTurn = 1000;

    public string Name => "tree-scoring";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var files = (await DataSet.FindAsync("cls100k", brief)) with { Test = (await DataSet.FindAsync("cls1m", brief)).Test };
        var data = LoadedData.Read(files);
        await using var python = await PythonPeer.StartAsync(Threads);
        var model = await BoostedModel.OfAsync(python, files, data.Training, Threads);
        var rounds = brief ? 1 : 7;

        var batch = await Duel.SecondsAsync(
            "tree-score-batch", rounds, () => model.Score(data.Test.Features, Threads),
            python is null ? null : ("xgboost inplace_predict", () => python.SecondsAsync("xgboost_batch", ("threads", Threads))));
        yield return PerSecond(batch, data.Test.RowCount);

        var calls = brief ? 1 : 200;
        var row = await Duel.SecondsAsync(
            "tree-score-row", rounds, OneByOne(model, data, calls),
            python is null ? null : ("xgboost inplace_predict", () => python.SecondsAsync("xgboost_row", ("calls", brief ? 10 : 3000))));
        var microseconds = row.Value / (calls * RowsInTurn) * 1e6;
        yield return row with { Value = microseconds, Unit = "us", Aim = 1, PeerValue = row.PeerValue * 1e6, Ratio = row.PeerValue * 1e6 / microseconds };

        yield return new Figure("tree-model-load", LoadMilliseconds(model, brief ? 2 : 50), "ms") { Aim = 5 };
    }

    private static Figure PerSecond(Figure seconds, int rows) => seconds with
    {
        Value = rows / seconds.Value, Unit = "rows/s", PeerValue = rows / seconds.PeerValue, AimRatio = 10,
    };

    private static Action OneByOne(ITabularModel model, LoadedData data, int calls)
    {
        var width = model.Inputs.Count;
        var count = Math.Min(RowsInTurn, data.Test.RowCount);
        var rows = new double[RowsInTurn * width];
        var source = new TableRows(data.Test.Features, model.Inputs);
        for (var row = 0; row < RowsInTurn; row++) source.Fill(row % count, rows.AsSpan(row * width, width));
        var outputs = new double[model.Output.Width];
        return () =>
        {
            for (var call = 0; call < calls; call++)
            {
                for (var row = 0; row < RowsInTurn; row++) model.Score(rows.AsSpan(row * width, width), outputs);
            }
        };
    }

    private static double LoadMilliseconds(ITabularModel model, int loads)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        var bytes = stream.ToArray();
        var times = new List<double>();
        for (var load = 0; load < loads; load++)
        {
            var since = Stopwatch.GetTimestamp();
            ModelReader.Read(bytes);
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        return Duel.Median(times);
    }
}
