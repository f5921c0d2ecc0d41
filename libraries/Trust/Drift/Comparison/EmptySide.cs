namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>What is said of a column of which one side has no values.</summary>
internal static class EmptySide
{
    public static string? Reason(Presence reference, Presence current) =>
        reference.Present == 0 ? "the reference has no values" : current.Present == 0 ? "the current sample has no values" : null;

    public static IEnumerable<DriftScore> Scores(ColumnKind kind, string reason) => Enum.GetValues<DriftTest>()
        .Where(test => test != DriftTest.MissingShare && IsOf(test, kind))
        .Select(test => DriftScore.Undefined(test, reason));

    public static DriftScore MissingShare(Presence reference, Presence current) => reference.Rows == 0 || current.Rows == 0
        ? DriftScore.Undefined(DriftTest.MissingShare, "a sample has no rows")
        : DriftScore.Of(DriftTest.MissingShare, Proportions.ZTest(reference.Missing, reference.Rows, current.Missing, current.Rows));

    private static bool IsOf(DriftTest test, ColumnKind kind) => test switch
    {
        DriftTest.KolmogorovSmirnov or DriftTest.AndersonDarling or DriftTest.CramerVonMises => kind == ColumnKind.Number,
        DriftTest.Wasserstein or DriftTest.WassersteinNormed or DriftTest.Energy => kind == ColumnKind.Number,
        DriftTest.ChiSquare or DriftTest.ChiSquareAgainst or DriftTest.ChiSquareRegrouped => kind == ColumnKind.Category,
        DriftTest.ZTest or DriftTest.FisherExact => kind == ColumnKind.Category,
        _ => true,
    };
}
