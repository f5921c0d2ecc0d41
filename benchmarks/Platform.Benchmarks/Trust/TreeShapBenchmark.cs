using MlPlatform.Clarify.Models;
using MlPlatform.Learning.Models;
using MlPlatform.Platform.Benchmarks.Learning;
using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Platform.Benchmarks.Trust;

/// <summary>Exact contributions to the scores of 100 trees of depth 6: by what the trees learnt from, against a background, and of pairs.</summary>
/// <remarks>Where xgboost is there, both sides explain the very model that it wrote.</remarks>
internal sealed class TreeShapBenchmark : IBenchmark
{
    private const int Threads = 2;
    private const int BackgroundRows = 100;

    public string Name => "tree-shap";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var files = await DataSet.FindAsync("cls100k", brief);
        var data = LoadedData.Read(files);
        await using var python = await PythonPeer.StartAsync(Threads);
        var model = await BoostedModel.OfAsync(python, files, data.Training, Threads);
        var trees = ShapTrees.From(model);
        var (all, few) = brief ? (100, 20) : (10_000, 200);
        var rows = Rows(model, data, all);
        var rounds = brief ? 1 : 3;
        var path = new TreeShap(trees);

        yield return Rate(all, 15, await Duel.SecondsAsync(
            "tree-shap", rounds, () => path.Explain(rows, Threads, CancellationToken.None),
            python is null ? null : ("xgboost pred_contribs", () => python.SecondsAsync("xgboost_contributions", ("threads", Threads), ("rows", all), ("interactions", false)))));

        var single = rows.AsMemory(0, model.Inputs.Count);
        var one = await Duel.SecondsAsync("tree-shap-row", rounds, () => path.Explain(single, 1, CancellationToken.None), null);
        yield return one with { Value = one.Value * 1e6, Unit = "us" };

        yield return Rate(few, null, await Duel.SecondsAsync(
            "tree-shap-interactions", rounds, () => path.Interact(rows.AsMemory(0, few * model.Inputs.Count), Threads, CancellationToken.None),
            python is null ? null : ("xgboost pred_interactions", () => python.SecondsAsync("xgboost_contributions", ("threads", Threads), ("rows", few), ("interactions", true)))));

        var background = new Background(Rows(model, data, BackgroundRows), model.Inputs.Count);
        InterventionalTreeShap? against = null;
        yield return await Duel.SecondsAsync("tree-shap-background-preparation", rounds, () => against = new InterventionalTreeShap(trees, background), null);
        yield return Rate(all, null, await Duel.SecondsAsync("tree-shap-background", rounds, () => against!.Explain(rows, Threads, CancellationToken.None), null));
    }

    private static Figure Rate(int rows, double? aim, Figure seconds) =>
        seconds with { Value = rows / seconds.Value, Unit = "rows/s", PeerValue = rows / seconds.PeerValue, AimRatio = aim };

    private static double[] Rows(ITabularModel model, LoadedData data, int count)
    {
        var width = model.Inputs.Count;
        var rows = new double[count * width];
        var source = new TableRows(data.Test.Features, model.Inputs);
        for (var row = 0; row < count; row++) source.Fill(row % source.RowCount, rows.AsSpan(row * width, width));
        return rows;
    }
}
