using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Robustness;

/// <summary>Attacks rows of a model and says how near the nearest misleading rows are: overall, by label, by group.</summary>
public static class RobustnessAnalysis
{
    private const int RowsPerBlock = 4;

    /// <summary>Attacks every row; the same seed gives the same report, whatever the number of threads.</summary>
    /// <exception cref="TrustException">There are no rows, a row cannot start, or the model answers no number.</exception>
    public static RobustnessReport Run(AttackedModel model, RobustnessSample sample, RobustnessOptions options, CancellationToken cancellationToken)
    {
        options.Check();
        var count = sample.Count(model.Width);
        var labels = model.Labels(sample.Rows);
        var best = new AttackResult[count];
        var rows = new AttackedRow[count];
        FixedBlocks.For(count, RowsPerBlock, options.Threads, (_, from, to) =>
        {
            for (var i = from; i < to; i++) (rows[i], best[i]) = Attack(i, labels[i], model, sample, options, cancellationToken);
        }, cancellationToken);

        var figures = new FigureBuilder([.. rows.Select(row => row.Distance)], options, cancellationToken);
        var classes = sample.TrueLabels ?? labels;
        var groups = sample.Groups is { } memberships ? figures.ByCode(memberships, sample.GroupNames) : [];
        return new RobustnessReport(
            options.Attacks[0].Norm, options.Reach, figures.Of("all", [.. Enumerable.Range(0, count)]),
            figures.ByCode(classes, [.. Enumerable.Range(0, Math.Max(model.Classes, classes.Max() + 1)).Select(code => code.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
            groups, groups.Count < 2 ? null : figures.Gap(groups, sample.Groups!),
            EmpiricalRobustness.Of(sample.Rows, best, options.Attacks[0].Norm), rows);
    }

    private static (AttackedRow Row, AttackResult Best) Attack(
        int index, int label, AttackedModel model, RobustnessSample sample, RobustnessOptions options, CancellationToken cancellationToken)
    {
        var original = sample.Rows.AsSpan(index * model.Width, model.Width);
        if (sample.TrueLabels is { } truth && truth[index] != label)
        {
            return (new AttackedRow(index, label, label, 0, original.ToArray(), null, 0), new AttackResult(false, original.ToArray(), 0, 0));
        }

        var (best, by, queries) = (default(AttackResult), default(string), 0);
        for (var a = 0; a < options.Attacks.Count; a++)
        {
            var random = new SeededRandom(options.Seed, (ulong)((index * options.Attacks.Count) + a));
            var result = options.Attacks[a].Run(model, original, AttackGoal.Leave(label), random, cancellationToken);
            queries += result.Queries;
            if (best is { Succeeded: true } && !(result.Succeeded && result.Distance < best.Distance)) continue;
            best = result;
            by = result.Succeeded ? options.Attacks[a].Name : null;
        }

        var found = best!.Succeeded ? best.Row : original.ToArray();
        return (new AttackedRow(index, label, best.Succeeded ? model.Labels(found)[0] : label, best.Succeeded ? best.Distance : double.PositiveInfinity, found, by, queries), best);
    }
}
