using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Robustness;

/// <summary>Empirical robustness (Moosavi-Dezfooli et al., 2016, as ART computes it): the mean of ‖x' − x‖ / ‖x‖ over the rows whose label an attack changed.</summary>
/// <remarks>
/// In the columns' own units, so it depends on where their zero lies; <see cref="RobustnessReport"/> has figures that do not. Where no
/// row was changed ART says 0, which reads as no robustness at all; here it is undefined.
/// </remarks>
public static class EmpiricalRobustness
{
    /// <param name="rows">The originals, one after another.</param>
    /// <param name="results">One per row.</param>
    /// <param name="norm">The norm of both lengths.</param>
    public static MetricOutcome Of(ReadOnlySpan<double> rows, IReadOnlyList<AttackResult> results, AttackNorm norm)
    {
        if (results.Count == 0 || rows.Length % results.Count != 0) throw new ArgumentException($"{rows.Length} values are no {results.Count} rows.", nameof(rows));
        var width = rows.Length / results.Count;
        var difference = new double[width];
        var (sum, changed) = (0.0, 0);
        for (var i = 0; i < results.Count; i++)
        {
            if (!results[i].Succeeded) continue;
            var row = rows.Slice(i * width, width);
            for (var j = 0; j < width; j++) difference[j] = double.IsNaN(row[j]) ? 0 : results[i].Row[j] - row[j];
            var length = Norms.Of(Present(row), norm);
            if (length == 0) return MetricOutcome.Undefined($"Row {i + 1} is all zeros, so no share of its length can be taken.");
            sum += Norms.Of(difference, norm) / length;
            changed++;
        }

        return MetricOutcome.Ratio(sum, changed, "No row's label was changed.");
    }

    private static double[] Present(ReadOnlySpan<double> row)
    {
        var present = row.ToArray();
        for (var j = 0; j < present.Length; j++) present[j] = double.IsNaN(present[j]) ? 0 : present[j];
        return present;
    }
}
