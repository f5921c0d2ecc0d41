using MlPlatform.Platform.Benchmarks.Learning;
using MlPlatform.Tables;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Platform.Benchmarks.Trust;

/// <summary>Fitting post-processing of scores; Fairlearn (FAIRLEARN_PATH) and AIF360 (AIF360_PATH) stand beside it where their packages are named.</summary>
internal sealed class MitigationBenchmark : IBenchmark
{
    private const string PeerScript = "benchmarks/Platform.Benchmarks/Trust/mitigation_peer.py";

    public string Name => "mitigation";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        await using var python = await PythonPeer.StartAsync(1, PeerScript);
        var rounds = brief ? 1 : 3;

        var count = brief ? 2_000 : 100_000;
        var (data, scores) = Rows(count);
        var optimizer = new ThresholdOptimizer { Constraint = GroupConstraint.EqualizedOdds, GridSize = 1000 };
        yield return await Duel.SecondsAsync(
            "threshold-optimizer-100k", rounds, () => optimizer.Fit(data, scores),
            Peer(python, "FAIRLEARN_PATH", "Fairlearn", peer => peer.SecondsAsync("threshold_optimizer", ("count", count), ("grid", 1000))));

        var fewer = brief ? 500 : 20_000;
        var (some, someScores) = Rows(fewer);
        var search = new RejectOptionSearch { Thresholds = 20, Margins = 10 };
        yield return await Duel.SecondsAsync(
            "reject-option-20k", rounds, () => search.Fit(some, someScores),
            Peer(python, "AIF360_PATH", "AIF360", peer => peer.SecondsAsync("reject_option", ("count", fewer), ("thresholds", 20), ("margins", 10))));

        var (many, manyScores) = Rows(brief ? 5_000 : 1_000_000);
        var thresholds = new GroupThresholdSearch { Constraint = GroupConstraint.EqualizedOdds };
        yield return await Duel.SecondsAsync("group-thresholds-equalized-odds-1m", rounds, () => thresholds.Fit(many, manyScores), null);
    }

    private static (string Name, Func<Task<double>> Run)? Peer(PythonPeer? python, string variable, string name, Func<PythonPeer, Task<double>> run) =>
        python is null || Environment.GetEnvironmentVariable(variable) is null ? null : (name, () => run(python));

    private static (GroupedLabels Data, double[] Scores) Rows(int count)
    {
        var random = new SeededRandom(1);
        var (groups, labels, scores) = (new int[count], new bool[count], new double[count]);
        for (var row = 0; row < count; row++)
        {
            groups[row] = random.NextDouble() < 0.4 ? 1 : 0;
            labels[row] = random.NextDouble() < 0.5 - (0.1 * groups[row]);
            scores[row] = (0.6 * random.NextDouble()) + (labels[row] ? 0.3 : 0) + (0.1 * groups[row]);
        }

        return (new GroupedLabels(groups, labels, 2), scores);
    }
}
