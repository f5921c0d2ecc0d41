using System.Text.Json;
using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;
using MlPlatform.Trust.Robustness;
using MlPlatform.Trust.Tests.Robustness;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Attacks on a small network. Input: layers, rows, low, high, norm, and what each evaluation names.</summary>
internal static class ArtAttacks
{
    /// <summary>The attacked rows. Input also: attack, labels, targeted, epsilon, step, iterations or minimalStep.</summary>
    public static IReadOnlyList<double?> Gradient(JsonElement input)
    {
        var (model, rows) = Read(input);
        var labels = input.Codes("labels");
        return [.. Run(model, rows, Gradient(input, Norm(input)), i => input.GetProperty("targeted").GetBoolean() ? AttackGoal.Reach(labels[i]) : AttackGoal.Leave(labels[i]))
            .SelectMany(result => result.Row).Select(value => (double?)value)];
    }

    /// <summary>Empirical robustness by the fast gradient. Input also: epsilon, minimalStep.</summary>
    public static IReadOnlyList<double?> Empirical(JsonElement input)
    {
        var (model, rows) = Read(input);
        var labels = model.Labels(rows);
        return [EmpiricalRobustness.Of(rows, Run(model, rows, Gradient(input, Norm(input)), i => AttackGoal.Leave(labels[i])), Norm(input)).Value];
    }

    /// <summary>By how much our median distance, over five seeds, exceeds the reference's times a factor at the same number of queries; 0 where it does not.
    /// Input also: attack, budget, referenceMedian, factor.</summary>
    public static IReadOnlyList<double?> DecisionExcess(JsonElement input)
    {
        var (model, rows) = Read(input);
        var labels = model.Labels(rows);
        var budget = input.GetProperty("budget").GetInt32();
        IAttack attack = string.Equals(input.GetProperty("attack").GetString(), "boundary", StringComparison.Ordinal)
            ? new BoundaryAttack(new BoundaryAttackOptions { Budget = budget })
            : new HopSkipJump(new HopSkipJumpOptions { Budget = budget, Norm = Norm(input) });
        var medians = Enumerable.Range(0, 5).Select(seed => TestModels.Median(
            Run(model, rows, attack, i => AttackGoal.Leave(labels[i]), (ulong)seed).Select(result => result.Succeeded ? result.Distance : double.PositiveInfinity)));
        var ratio = TestModels.Median(medians) / input.GetProperty("referenceMedian").GetDouble();
        return [Math.Max(0, ratio - input.GetProperty("factor").GetDouble())];
    }

    private static IEnumerable<AttackResult> Run(AttackedModel model, double[] rows, IAttack attack, Func<int, AttackGoal> goal, ulong seed) =>
        Enumerable.Range(0, rows.Length / model.Width).Select(i => attack.Run(
            model, rows.AsSpan(i * model.Width, model.Width), goal(i), new SeededRandom(seed, (ulong)i), CancellationToken.None));

    private static AttackResult[] Run(AttackedModel model, double[] rows, IAttack attack, Func<int, AttackGoal> goal) => [.. Run(model, rows, attack, goal, 0)];

    private static IAttack Gradient(JsonElement input, AttackNorm norm)
    {
        var epsilon = input.GetProperty("epsilon").GetDouble();
        return input.TryGetProperty("iterations", out var iterations)
            ? new ProjectedGradient(new ProjectedGradientOptions { Norm = norm, Epsilon = epsilon, Step = input.GetProperty("step").GetDouble(), Iterations = iterations.GetInt32(), Shorten = false })
            : new FastGradient(new FastGradientOptions { Norm = norm, Epsilon = epsilon, MinimalStep = input.TryGetProperty("minimalStep", out var step) ? step.GetDouble() : null, Shorten = false });
    }

    private static AttackNorm Norm(JsonElement input) => Enum.Parse<AttackNorm>(input.GetProperty("norm").GetString()!);

    private static (AttackedModel Model, double[] Rows) Read(JsonElement input)
    {
        var layers = LayeredModel.Read(input.GetProperty("layers"));
        var space = TestModels.Box(layers.Width, input.GetProperty("low").GetDouble(), input.GetProperty("high").GetDouble());
        return (new AttackedModel(layers.AsScorer(), space), input.Numbers("rows"));
    }
}
