using MlPlatform.Platform.Benchmarks.Learning;
using MlPlatform.Tables;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Platform.Benchmarks.Trust;

/// <summary>All bias metrics of a million rows by two facets, and bootstrap intervals of them; columns are in memory as codes.</summary>
/// <remarks>
/// The peer does Clarify's metrics only. It is smclarify where SMCLARIFY_PATH names the folder of its package, else one pandas groupby by
/// both facets and both labels: the counting without any metric, the least that any Python tool has to do.
/// </remarks>
internal sealed class BiasBenchmark : IBenchmark
{
    private const int Threads = 2;
    private const int FlipWidth = 20;
    private static readonly bool[] Favorable = [false, true];

    public string Name => "bias";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var rows = brief ? 2_000 : 1_000_000;
        var columns = Columns(rows);
        await using var python = await PythonPeer.StartAsync(Threads);
        var name = Environment.GetEnvironmentVariable("SMCLARIFY_PATH") is null ? "pandas groupby (counts only)" : "smclarify";
        var seconds = await Duel.SecondsAsync(
            "bias-all-metrics-1m", brief ? 1 : name == "smclarify" ? 3 : 7, () => AllMetrics(columns),
            python is null ? null : (name, () => python.SecondsAsync("bias_metrics", ("rows", rows))));
        yield return seconds with { Value = seconds.Value * 1000, PeerValue = seconds.PeerValue * 1000, Unit = "ms", Aim = 100 };

        var bootstrap = await Duel.SecondsAsync("bias-bootstrap-1000", brief ? 1 : 3, () => Intervals(columns, brief ? 20 : 1000), null);
        yield return bootstrap with { Aim = 2 };

        var (features, group, favorable) = Neighbors(brief ? 500 : 20_000);
        var flips = await Duel.SecondsAsync(
            "bias-flip-test-20k", brief ? 1 : 5, () => FlipTest.Of(features, group, favorable, Threads, CancellationToken.None),
            python is null ? null : ("scikit-learn KNeighborsClassifier", () => python.SecondsAsync("flip_test", ("rows", group.Length), ("width", FlipWidth))));
        yield return flips;
    }

    /// <summary>Counts once; then, for either facet and for their intersection, every metric of every group against the rest and of all groups, and the worst pair of each.</summary>
    private static void AllMetrics(OutcomeColumns columns)
    {
        var table = OutcomeTable.Count(columns, Threads, CancellationToken.None);
        foreach (var facets in new int[][] { [0], [1], [0, 1] })
        {
            var folded = table.Along(facets);
            for (var group = 0; group < folded.FacetValues; group++)
            {
                var members = new bool[folded.FacetValues];
                members[group] = true;
                var comparison = folded.Compare(members, Favorable);
                foreach (var metric in BiasMetrics.All) metric.Compute(comparison);
            }

            var groups = folded.Groups(Favorable);
            foreach (var metric in GroupsMetrics.All) metric.Compute(groups);
            foreach (var metric in BiasMetrics.All) WorstPair.Of(metric, groups);
        }
    }

    private static void Intervals(OutcomeColumns columns, int resamples)
    {
        var table = OutcomeTable.Count(columns, Threads, CancellationToken.None);
        Bootstrap.Of(table, resample =>
        {
            FacetComparison sex = resample.Along(0).Compare([true, false], Favorable), age = resample.Along(1).Compare([true, false, false, false, false], Favorable);
            return [.. BiasMetrics.All.Select(metric => metric.Compute(sex)), .. BiasMetrics.All.Select(metric => metric.Compute(age))];
        }, new BootstrapOptions { Resamples = resamples, Threads = Threads, Kind = IntervalKind.BiasCorrected }, CancellationToken.None);
    }

    private static (FeatureRows Features, bool[] Group, bool[] Favorable) Neighbors(int rows)
    {
        var random = new SeededRandom(2);
        var values = new double[rows * FlipWidth];
        for (var i = 0; i < values.Length; i++) values[i] = random.NextNormal();
        return (new FeatureRows(values, FlipWidth), Array.ConvertAll(new bool[rows], _ => random.NextInt32(2) == 0), Array.ConvertAll(new bool[rows], _ => random.NextInt32(2) == 0));
    }

    private static OutcomeColumns Columns(int rows)
    {
        var random = new SeededRandom(1);
        int[] sex = new int[rows], age = new int[rows], observed = new int[rows], predicted = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            (sex[row], age[row]) = (random.NextInt32(2), random.NextInt32(5));
            observed[row] = random.NextDouble() < 0.4 + (0.1 * sex[row]) + (0.05 * age[row]) ? 1 : 0;
            predicted[row] = random.NextDouble() < 0.2 ? 1 - observed[row] : observed[row];
        }

        return new OutcomeColumns([new CodeColumn("sex", sex, 2), new CodeColumn("age", age, 5)], new CodeColumn("label", observed, 2)) { Predicted = predicted };
    }
}
