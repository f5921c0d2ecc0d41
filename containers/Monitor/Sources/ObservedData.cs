using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Monitor.Sources;

/// <summary>The data under analysis.</summary>
/// <param name="Columns">Every column, for statistics.</param>
/// <param name="Compared">The columns that the baseline speaks of.</param>
/// <param name="Label">A column of the baseline that this data does not carry by its nature, or null.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Malformed">Lines that are no rows.</param>
internal sealed record ObservedData(
    IReadOnlyList<ObservedColumn> Columns, IReadOnlyList<ObservedColumn> Compared, string? Label, int Rows, int Malformed);
