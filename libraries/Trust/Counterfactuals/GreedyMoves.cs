namespace MlPlatform.Trust.Counterfactuals;

/// <summary>Changes one column after another: each time the change that takes away most of what is lacking per cost.</summary>
/// <remarks>On a score that is linear in the columns, under L1, this spends the columns in the order of their weight per scale: the least cost there is.</remarks>
internal static class GreedyMoves
{
    /// <summary>Walks from the original until the outcome holds, no change helps, or every column has changed.</summary>
    public static void Walk(CandidatePool pool, CounterfactualTask task, Counterfactual from, CancellationToken cancellationToken)
    {
        var place = from;
        for (var step = 0; step < task.Space.Width && place.Shortfall > 0 && pool.Left > 0; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = pool.Add(Changes(task, place.Row)).Where(candidate => candidate.Shortfall < place.Shortfall).OrderByDescending(candidate => Gain(place, candidate)).FirstOrDefault();
            if (next is null) return;
            place = next;
        }
    }

    /// <summary>What is taken away per cost. Of equals (a column's several values where the score is linear) the one that takes away more wins, so equals are cut at nine digits.</summary>
    private static (double, double) Gain(Counterfactual place, Counterfactual candidate)
    {
        var gain = place.Shortfall - candidate.Shortfall;
        var cost = Math.Max(1e-12, candidate.Cost - place.Cost);
        return (candidate.Shortfall > 0 ? Math.Round(gain / cost, 9) : gain / cost, gain);
    }

    private static IEnumerable<double[]> Changes(CounterfactualTask task, double[] place)
    {
        for (var j = 0; j < place.Length; j++)
        {
            foreach (var value in ColumnValues.Sweep(task.Space, j, task.Row[j]))
            {
                if (value.Equals(place[j])) continue;
                var row = place.ToArray();
                row[j] = value;
                yield return row;
            }
        }
    }
}
