using System.Buffers;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;
using MlPlatform.Tables.Writing;

namespace MlPlatform.Transforms.Quality;

/// <summary>Parts data into clean rows, quarantined rows and repeats: every record read is in exactly one of the three.</summary>
internal static class QualityCheck
{
    public static QualityResult Run(TableReadResult data, QualityRules rules)
    {
        var table = data.Table;
        if (rules.Label is { } label) _ = table[label];
        var (rows, duplicates) = DistinctRows(table, rules.RowId);
        var rejected = table.Find(rules.RowId) is null
            ? data.Rejected
            : [.. data.Rejected.DistinctBy(row => Convert.ToBase64String(row.Raw.Span), StringComparer.Ordinal)];

        var unlabelled = rows.Select(row => (Row: row, Reason: LabelFault(table, row, rules))).Where(found => found.Reason is not null).ToArray();
        var bad = unlabelled.Select(found => found.Row).ToHashSet();
        int[] clean = [.. rows.Where(row => !bad.Contains(row))];
        List<RejectedRow> quarantined = [.. rejected, .. unlabelled.Select(found => new RejectedRow("", found.Row + 1, found.Reason!, CsvOf(table, found.Row)))];
        var result = new QualityResult(
            table.Take(clean), quarantined, table.RowCount + data.Rejected.Count, duplicates + data.Rejected.Count - rejected.Count);
        return result with { Violations = [.. Violations(result, rules)] };
    }

    /// <summary>The first row of each id, in the order of the ids, so that the order of delivery changes nothing.</summary>
    private static (int[] Rows, int Duplicates) DistinctRows(Table table, string rowId)
    {
        var all = Enumerable.Range(0, table.RowCount);
        int[] rows = table.Find(rowId) switch
        {
            NumberColumn ids => [.. all.DistinctBy(row => double.IsNaN(ids[row]) ? -1.0 - row : ids[row]).OrderBy(row => ids[row])],
            null => [.. all],
            var ids => [.. all.DistinctBy(row => ids.Text(row) ?? $"\n{row}", StringComparer.Ordinal).OrderBy(ids.Text, StringComparer.Ordinal)],
        };
        return (rows, table.RowCount - rows.Length);
    }

    private static string? LabelFault(Table table, int row, QualityRules rules)
    {
        if (rules.Label is null) return null;
        var column = table[rules.Label];
        if (column.Text(row) is not { } text) return $"The label '{rules.Label}' is missing.";
        return rules.LabelValues.Count == 0 || rules.LabelValues.Contains(text) ? null : $"The label '{rules.Label}' is '{text}', not one of {string.Join(", ", rules.LabelValues)}.";
    }

    private static IEnumerable<string> Violations(QualityResult result, QualityRules rules)
    {
        if (result.Clean.RowCount < rules.MinRows) yield return $"{result.Clean.RowCount} clean rows are left, at least {rules.MinRows} are needed.";
        var share = result.Quarantined.Count / (double)Math.Max(1, result.RowsIn);
        if (share > rules.MaxQuarantinedShare)
        {
            yield return FormattableString.Invariant(
                $"{result.Quarantined.Count} of {result.RowsIn} rows are quarantined ({share:P1}), at most {rules.MaxQuarantinedShare:P1} are allowed; the first: {result.Quarantined[0].Reason}");
        }

        foreach (var column in result.Clean.Columns)
        {
            var completeness = column.Count == 0 ? 1 : 1 - (column.MissingCount / (double)column.Count);
            if (completeness < rules.MinCompleteness)
            {
                yield return FormattableString.Invariant($"Column '{column.Name}' is {completeness:P1} complete, at least {rules.MinCompleteness:P1} are needed.");
            }
        }

        if (rules.Label is { } label && result.Clean.RowCount > 0 && HasOneValue(result.Clean[label])) yield return $"The label '{label}' has one value only.";
    }

    private static bool HasOneValue(Column column) =>
        Enumerable.Range(0, column.Count).Select(column.Text).Distinct(StringComparer.Ordinal).Take(2).Count() == 1;

    private static byte[] CsvOf(Table table, int row)
    {
        var output = new ArrayBufferWriter<byte>();
        CsvTableWriter.WriteRow(output, table, row);
        return output.WrittenSpan.TrimEnd("\n"u8).ToArray();
    }
}

/// <summary>What the check found. Rows in = clean rows + quarantined rows + duplicates.</summary>
internal sealed record QualityResult(Table Clean, IReadOnlyList<RejectedRow> Quarantined, long RowsIn, long Duplicates)
{
    public IReadOnlyList<string> Violations { get; init; } = [];
}
