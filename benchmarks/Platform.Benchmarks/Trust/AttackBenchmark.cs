using System.Text.Json.Nodes;
using MlPlatform.Platform.Benchmarks.Learning;
using MlPlatform.Tables;
using MlPlatform.Trust;
using MlPlatform.Trust.Constraints;
using MlPlatform.Trust.Counterfactuals;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Platform.Benchmarks.Trust;

/// <summary>HopSkipJump on a logistic model of 30 columns, beside ART where ART_PATH names its folder; and counterfactuals of its rows.</summary>
internal sealed class AttackBenchmark : IBenchmark
{
    private const string PeerScript = "benchmarks/Platform.Benchmarks/Trust/art_peer.py";
    private const int Columns = 30;
    private const double Edge = 4;

    /// <summary>As many rows as ART asks in eight rounds of 50 first neighbours.</summary>
    private const int Budget = 917;

    public string Name => "attacks";

    public async IAsyncEnumerable<Figure> RunAsync(bool brief)
    {
        var count = brief ? 4 : 50;
        double[] weights = Draw(Columns, 1, 1), rows = Draw(count * Columns, Edge / 2, 2);
        var scorer = Logistic(weights);
        var space = new RowSpace(scorer.Features.Select(name => new ColumnConstraint(name, ColumnKind.Number) { Minimum = -Edge, Maximum = Edge }));
        var model = new AttackedModel(scorer, space);
        var labels = model.Labels(rows);
        var attack = new HopSkipJump(new HopSkipJumpOptions { Budget = Budget });

        await using var python = Environment.GetEnvironmentVariable("ART_PATH") is null ? null : await PythonPeer.StartAsync(1, PeerScript);
        yield return await Duel.SecondsAsync(
            $"hop-skip-jump-of-{count}-rows", brief ? 1 : 3, () => Attack(attack, model, rows, labels),
            python is null ? null : ("ART", () => python.SecondsAsync("attack", ("weights", Array(weights)), ("rows", Array(rows)), ("edge", Edge))));

        var search = new CounterfactualSearch(scorer, space, new CounterfactualOptions { Budget = 2000 }, []);
        yield return await Duel.SecondsAsync($"counterfactuals-of-{count}-rows", brief ? 1 : 3, () => search.FindAll(rows, WantedOutcome.OfLabel(1), 1, CancellationToken.None), null);
    }

    private static void Attack(HopSkipJump attack, AttackedModel model, double[] rows, int[] labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            attack.Run(model, rows.AsSpan(i * Columns, Columns), AttackGoal.Leave(labels[i]), new SeededRandom(1, (ulong)i), CancellationToken.None);
        }
    }

    private static Scorer Logistic(double[] weights) => new([.. weights.Select((_, j) => $"x{j}")], 1, (rows, scores) =>
    {
        for (var i = 0; i < scores.Length; i++)
        {
            var margin = 0.0;
            for (var j = 0; j < weights.Length; j++) margin += weights[j] * rows[(i * weights.Length) + j];
            scores[i] = 1 / (1 + Math.Exp(-margin));
        }
    });

    private static double[] Draw(int count, double reach, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => reach * ((2 * random.NextDouble()) - 1))];
    }

    private static JsonArray Array(double[] values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
