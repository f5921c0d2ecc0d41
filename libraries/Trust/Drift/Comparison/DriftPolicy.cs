namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>Which test decides for which column, and from which share of drifted columns on the data set has drifted.</summary>
/// <param name="RuleOf">The rule of a column.</param>
/// <param name="DriftShare">The share of drifted columns at which the data set has drifted.</param>
public sealed record DriftPolicy(Func<ColumnDrift, DriftRule> RuleOf, double DriftShare)
{
    /// <summary>Up to so many reference rows Evidently tests hypotheses; beyond, it measures distances.</summary>
    public const int MostTestedRows = 1000;

    /// <summary>Evidently's defaults.</summary>
    /// <remarks>
    /// Up to 1000 reference values: numbers of more than 5 different values by KS (p ≤ 0.05), other columns by chi-square against the reference, of two
    /// values by the z-test (p &lt; 0.05). Beyond: numbers of more than 5 different values by the normed Wasserstein distance, other columns by the
    /// Jensen-Shannon distance, each at least 0.1. The data set has drifted where at least half of its columns have.
    /// </remarks>
    public static DriftPolicy Evidently { get; } = new(EvidentlyRule, 0.5);

    /// <summary>Model Monitor's, with the members of its distribution_constraints; one drifted column is a violation.</summary>
    public static DriftPolicy ModelMonitor(ModelMonitorOptions? options = null)
    {
        var settings = options ?? new ModelMonitorOptions();
        var distance = settings.IsRobust ? DriftTest.LInfinityRobust : DriftTest.LInfinity;
        var numbers = new DriftRule(distance, DriftComparison.StatisticAbove, settings.NumberThreshold);
        var categories = settings.ComparesCategoriesByChiSquare
            ? new DriftRule(DriftTest.ChiSquareRegrouped, DriftComparison.PValueBelow, settings.CategoryThreshold)
            : new DriftRule(distance, DriftComparison.StatisticAbove, settings.CategoryThreshold);
        return new DriftPolicy(column => column.Kind == ColumnKind.Number ? numbers : categories, double.Epsilon);
    }

    /// <summary>Judges every column and the data set.</summary>
    public DriftVerdict Judge(IReadOnlyList<ColumnDrift> columns)
    {
        var verdicts = columns.Select(column => Judge(column)).ToArray();
        var share = columns.Count == 0 ? 0 : verdicts.Count(verdict => verdict.IsDrift == true) / (double)columns.Count;
        return new DriftVerdict(verdicts, share, columns.Count > 0 && share >= DriftShare);
    }

    private ColumnVerdict Judge(ColumnDrift column)
    {
        var rule = RuleOf(column);
        return new ColumnVerdict(column.Name, rule, column[rule.Test], rule.IsDrift(column));
    }

    private static DriftRule EvidentlyRule(ColumnDrift column)
    {
        var isFew = column.Kind == ColumnKind.Category || column.Distinct <= NumberComparison.FewValues;
        if (column.Reference.Present > MostTestedRows)
        {
            return new DriftRule(isFew ? DriftTest.JensenShannonDistance : DriftTest.WassersteinNormed, DriftComparison.StatisticAtLeast, 0.1);
        }

        return !isFew ? new DriftRule(DriftTest.KolmogorovSmirnov, DriftComparison.PValueAtMost, 0.05)
            : new DriftRule(column.Distinct > 2 ? DriftTest.ChiSquareAgainst : DriftTest.ZTest, DriftComparison.PValueBelow, 0.05);
    }
}

/// <summary>Model Monitor's distribution_constraints.</summary>
public sealed record ModelMonitorOptions
{
    /// <summary>comparison_threshold: a greater L-infinity distance of numbers is drift.</summary>
    public double NumberThreshold { get; init; } = 0.1;

    /// <summary>categorical_comparison_threshold: a greater L-infinity distance of categories is drift, or a smaller p-value.</summary>
    public double CategoryThreshold { get; init; } = 0.1;

    /// <summary>comparison_method: Robust, or Simple.</summary>
    public bool IsRobust { get; init; } = true;

    /// <summary>categorical_drift_method: ChiSquared, or LInfinity.</summary>
    public bool ComparesCategoriesByChiSquare { get; init; }
}

/// <summary>What a policy says of a data set.</summary>
/// <param name="Columns">One verdict per column.</param>
/// <param name="DriftedShare">The share of columns that have drifted.</param>
/// <param name="IsDrift">Whether that is enough.</param>
public sealed record DriftVerdict(IReadOnlyList<ColumnVerdict> Columns, double DriftedShare, bool IsDrift);

/// <summary>What a policy says of a column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Rule">The rule that the policy chose.</param>
/// <param name="Score">What its test found.</param>
/// <param name="IsDrift">Whether that is drift; null where the test has no outcome.</param>
public sealed record ColumnVerdict(string Name, DriftRule Rule, DriftScore Score, bool? IsDrift);
