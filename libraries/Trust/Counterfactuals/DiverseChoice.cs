namespace MlPlatform.Trust.Counterfactuals;

/// <summary>Diversity of rows by the determinant of their kernel (a determinantal point process), as in DiCE (Mothilal, Sharma and Tan, 2020).</summary>
public static class DiverseChoice
{
    /// <summary>det K with K_ij = 1 / (1 + distance_ij), by Cholesky: 0 where two rows are the same, nearing 1 as they part; 1 of none or one.</summary>
    /// <param name="distances">Symmetric, row after row, zeros on the diagonal.</param>
    /// <param name="count">How many rows.</param>
    public static double Determinant(ReadOnlySpan<double> distances, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(distances.Length, count * count, nameof(distances));
        var lower = new double[count * count];
        var determinant = 1.0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 1 / (1 + distances[(i * count) + j]);
                for (var k = 0; k < j; k++) sum -= lower[(i * count) + k] * lower[(j * count) + k];
                if (j < i) lower[(i * count) + j] = sum / lower[(j * count) + j];
                else if (sum <= 1e-14) return 0;
                else (lower[(i * count) + i], determinant) = (Math.Sqrt(sum), determinant * sum);
            }
        }

        return determinant;
    }

    /// <summary>The cheapest first; then, each time, the one for which diversity · det K less its cost is greatest. Equal rows are not chosen twice.</summary>
    internal static List<Counterfactual> Choose(IReadOnlyList<Counterfactual> candidates, CandidatePool pool, int count, double diversity)
    {
        var chosen = new List<Counterfactual>();
        var left = candidates.OrderBy(candidate => candidate.Cost).ToList();
        while (chosen.Count < count && left.Count > 0)
        {
            var next = chosen.Count == 0 || diversity == 0 ? left[0] : left.MaxBy(candidate => (diversity * Determinant([.. chosen, candidate], pool)) - candidate.Cost)!;
            chosen.Add(next);
            left.Remove(next);
        }

        return chosen;
    }

    internal static double Determinant(IReadOnlyList<Counterfactual> rows, CandidatePool pool)
    {
        var distances = new double[rows.Count * rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < i; j++) distances[(i * rows.Count) + j] = distances[(j * rows.Count) + i] = pool.Distance.Between(rows[i].Row, rows[j].Row);
        }

        return Determinant(distances, rows.Count);
    }
}
