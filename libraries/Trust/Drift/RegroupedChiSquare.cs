namespace MlPlatform.Trust.Drift;

/// <summary>The chi-square test against a baseline with rare categories put together, as Model Monitor's "ChiSquared" drift method does.</summary>
/// <remarks>
/// After deequ's Distance: the expected counts are the baseline's shares of the observed rows of known categories. Of two categories each must
/// expect 10 (Cochran 1952); of more, no more than a fifth may expect less than 5 (Yates, Moore and McCabe 1999). Until that holds, the
/// category that expects least joins the next one. Categories that the baseline has not are left out, so watch them by L-infinity or as unknown values.
/// </remarks>
public static class RegroupedChiSquare
{
    /// <returns>Null where fewer than two categories are left: the test cannot be made.</returns>
    public static TestResult? Against(ReadOnlySpan<double> baseline, ReadOnlySpan<double> observed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(observed.Length, baseline.Length, nameof(observed));
        double total = 0, known = 0;
        for (var i = 0; i < baseline.Length; i++)
        {
            total += baseline[i];
            if (baseline[i] > 0) known += observed[i];
        }

        if (total == 0 || known == 0) return null;
        var groups = new List<(double Expected, double Observed)>();
        for (var i = 0; i < baseline.Length; i++)
        {
            if (baseline[i] > 0) groups.Add((baseline[i] / total * known, observed[i]));
        }

        Regroup(groups);
        if (groups.Count < 2) return null;
        var statistic = groups.Sum(group => (group.Observed - group.Expected) * (group.Observed - group.Expected) / group.Expected);
        return new TestResult(statistic, SpecialFunctions.ChiSquareTail(statistic, groups.Count - 1));
    }

    private static void Regroup(List<(double Expected, double Observed)> groups)
    {
        groups.Sort((a, b) => b.Expected.CompareTo(a.Expected));
        while (groups.Count >= 2 && HasTooManyRare(groups))
        {
            var (rarest, next) = (groups[^1], groups[^2]);
            groups.RemoveRange(groups.Count - 2, 2);
            var joined = (Expected: rarest.Expected + next.Expected, Observed: rarest.Observed + next.Observed);
            groups.Insert(groups.TakeWhile(group => group.Expected >= joined.Expected).Count(), joined);
        }
    }

    private static bool HasTooManyRare(List<(double Expected, double Observed)> groups)
    {
        var (least, most) = groups.Count > 2 ? (5, (int)(0.2 * groups.Count)) : (10, 0);
        return groups.Count(group => group.Expected < least) > most;
    }
}
