namespace MlPlatform.Trust.Bias;

/// <summary>A subgroup cut by a linear threshold of the sensitive columns.</summary>
/// <param name="Outcome">γ: its share of all rows times the distance of its rate from the rate of everyone.</param>
/// <param name="Members">Which rows belong to it, of those that the rate is about (the others are false).</param>
/// <param name="Above">Whether its rate lies above that of everyone.</param>
public sealed record RichSubgroup(MetricOutcome Outcome, IReadOnlyList<bool> Members, bool Above);

/// <summary>Audits a model over all subgroups that linear thresholds of the sensitive columns can cut (Kearns, Neel, Roth, Wu 2018).</summary>
/// <remarks>
/// The search is heuristic, as theirs and AIF360's: the distance of the prediction from the base rate is regressed on the sensitive columns,
/// and the rows where the fit lies on one side of zero are the subgroup. γ is a lower bound of the worst.
/// </remarks>
public static class RichSubgroups
{
    private const double Dependent = 1e-10;

    /// <summary>Of the rows whose label is unfavourable: where are they predicted favourable more, or less, than usual?</summary>
    /// <param name="sensitive">The sensitive columns as numbers, one row per row of the data.</param>
    /// <param name="favorable">Whether the observed label is favourable.</param>
    /// <param name="predicted">The prediction: 0 and 1, or the probability of the favourable label.</param>
    public static RichSubgroup FalsePositives(FeatureRows sensitive, bool[] favorable, double[] predicted) =>
        Audit(sensitive, Array.ConvertAll(favorable, label => !label), predicted, "no row has an unfavourable label");

    /// <summary>Of the rows whose label is favourable: where are they predicted unfavourable more, or less, than usual?</summary>
    public static RichSubgroup FalseNegatives(FeatureRows sensitive, bool[] favorable, double[] predicted) =>
        Audit(sensitive, favorable, Array.ConvertAll(predicted, share => 1 - share), "no row has the favourable label");

    private static RichSubgroup Audit(FeatureRows sensitive, bool[] counted, double[] errors, string none)
    {
        sensitive.Require(counted.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(errors.Length, counted.Length, nameof(errors));
        int[] rows = [.. Enumerable.Range(0, counted.Length).Where(row => counted[row])];
        if (rows.Length == 0) return new RichSubgroup(MetricOutcome.Undefined(none), new bool[counted.Length], false);

        var usual = rows.Average(row => errors[row]);
        var fit = Fit(sensitive, rows, Array.ConvertAll(rows, row => errors[row] - usual));
        var (low, gammaLow) = Subgroup(side => side < 0);
        var (high, gammaHigh) = Subgroup(side => side > 0);
        var members = new bool[counted.Length];
        foreach (var place in gammaHigh > gammaLow ? high : low) members[rows[place]] = true;
        return new RichSubgroup(MetricOutcome.Of(Math.Max(gammaLow, gammaHigh)), members, gammaHigh > gammaLow);

        (int[] Places, double Gamma) Subgroup(Func<double, bool> side)
        {
            int[] places = [.. Enumerable.Range(0, rows.Length).Where(place => side(fit[place]))];
            var gamma = places.Length == 0 ? 0 : Math.Abs(places.Average(place => errors[rows[place]]) - usual) * places.Length / counted.Length;
            return (places, gamma);
        }
    }

    /// <summary>The least-squares fit of a target of mean zero: its projection on the centred columns, made orthonormal one by one; dependent ones are left out.</summary>
    private static double[] Fit(FeatureRows sensitive, int[] rows, double[] target)
    {
        var fit = new double[rows.Length];
        var basis = new List<double[]>();
        for (var column = 0; column < sensitive.Width; column++)
        {
            var values = Array.ConvertAll(rows, row => sensitive.Values[(row * sensitive.Width) + column]);
            var mean = values.Average();
            for (var i = 0; i < values.Length; i++) values[i] -= mean;
            var before = Dot(values, values);
            foreach (var vector in basis) Add(values, vector, -Dot(values, vector));
            var length = Math.Sqrt(Dot(values, values));
            if (length <= Dependent * Math.Sqrt(before)) continue;
            for (var i = 0; i < values.Length; i++) values[i] /= length;
            basis.Add(values);
            Add(fit, values, Dot(target, values));
        }

        return fit;
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    private static void Add(double[] to, double[] vector, double factor)
    {
        for (var i = 0; i < to.Length; i++) to[i] += factor * vector[i];
    }
}
