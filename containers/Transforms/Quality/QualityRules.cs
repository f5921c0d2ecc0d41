namespace MlPlatform.Transforms.Quality;

/// <summary>What data must satisfy for the job to succeed.</summary>
internal sealed record QualityRules(
    string? Label, IReadOnlyList<string> LabelValues, string RowId, double MaxQuarantinedShare, double MinCompleteness, long MinRows)
{
    public static IReadOnlyList<string> ArgumentNames { get; } =
        ["columns", "label", "label-values", "row-id", "max-quarantined", "min-completeness", "min-rows"];

    public static QualityRules From(Arguments arguments) => new(
        arguments.Find("label"),
        arguments.List("label-values"),
        arguments.Find("row-id") ?? "row_id",
        arguments.Number("max-quarantined", 0.05, 0, 1),
        arguments.Number("min-completeness", 0.5, 0, 1),
        (long)arguments.Number("min-rows", 1, 0, long.MaxValue));
}
