using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Counterfactuals;

/// <summary>Takes back from a counterfactual what it does not need: whole columns first, then parts of the moves that are left.</summary>
internal static class Tightening
{
    private const int Halvings = 24;

    /// <summary>The tightened candidate; every row asked lands in the pool.</summary>
    public static Counterfactual Tighten(CandidatePool pool, CounterfactualTask task, Counterfactual start, CancellationToken cancellationToken)
    {
        var best = start;
        while (pool.Left > 0 && Cheapest(pool.Add(Reverted(best, pool.Original)), best) is { } cheaper)
        {
            cancellationToken.ThrowIfCancellationRequested();
            best = cheaper;
        }

        for (var round = 0; round < task.Space.Width && pool.Left > 0; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var nearer = Enumerable.Range(0, task.Space.Width)
                .Where(j => task.Space.Columns[j].IsNumeric && !best.Row[j].Equals(pool.Original[j]))
                .Select(j => Bisect(pool, task, best, j)).OfType<Counterfactual>().ToList();
            if (Cheapest(nearer, best) is not { } cheaper) return best;
            best = cheaper;
        }

        return best;
    }

    /// <summary>The row with one changed column back at the original, for each.</summary>
    private static IEnumerable<double[]> Reverted(Counterfactual candidate, double[] original)
    {
        for (var j = 0; j < original.Length; j++)
        {
            if (candidate.Row[j].Equals(original[j])) continue;
            var row = candidate.Row.ToArray();
            row[j] = original[j];
            yield return row;
        }
    }

    /// <summary>Halves one column's move while the outcome holds; the nearest row that does, null where none is nearer.</summary>
    private static Counterfactual? Bisect(CandidatePool pool, CounterfactualTask task, Counterfactual from, int column)
    {
        var (outside, inside) = (pool.Original[column], from.Row[column]);
        var best = default(Counterfactual);
        for (var halving = 0; halving < Halvings && pool.Left > 0; halving++)
        {
            var middle = task.Space.Project(column, pool.Original[column], (outside + inside) / 2, Rounding.TowardsOriginal);
            if (middle.Equals(outside) || middle.Equals(inside)) break;
            var row = from.Row.ToArray();
            row[column] = middle;
            if (pool.Add(row) is not { } asked) break;
            if (asked.Shortfall > 0)
            {
                outside = middle;
                continue;
            }

            inside = middle;
            best = asked;
        }

        return best;
    }

    private static Counterfactual? Cheapest(List<Counterfactual> candidates, Counterfactual than) =>
        candidates.Where(candidate => candidate.Shortfall == 0 && candidate.Cost < than.Cost).MinBy(candidate => candidate.Cost);
}
