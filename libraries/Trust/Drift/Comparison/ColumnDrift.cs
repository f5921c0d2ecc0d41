namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>Every test of one column, current against reference.</summary>
/// <param name="Name">The column.</param>
/// <param name="Kind">Numbers or categories.</param>
/// <param name="Reference">How many values the reference has, and how many are missing.</param>
/// <param name="Current">The same of the current sample.</param>
/// <param name="Distinct">How many different values both have together.</param>
/// <param name="Scores">One per test that the column allows, in the order of <see cref="DriftTest"/>.</param>
public sealed record ColumnDrift(string Name, ColumnKind Kind, Presence Reference, Presence Current, int Distinct, IReadOnlyList<DriftScore> Scores)
{
    /// <summary>What a test found; undefined where the column does not allow it.</summary>
    public DriftScore this[DriftTest test] =>
        Scores.FirstOrDefault(score => score.Test == test) ?? DriftScore.Undefined(test, $"the column {Name} does not allow this test");
}

/// <summary>How many values there are and how many are missing.</summary>
public readonly record struct Presence(long Present, long Missing)
{
    public long Rows => Present + Missing;
}

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    Number,
    Category,
}
