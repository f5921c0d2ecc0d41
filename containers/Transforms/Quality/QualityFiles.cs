using System.Text;
using System.Text.Json;

namespace MlPlatform.Transforms.Quality;

/// <summary>Writes quarantined rows and the report of a quality check.</summary>
internal static class QualityFiles
{
    public const string QuarantineName = "quarantine.jsonl";
    public const string ReportName = "quality.json";

    /// <summary>One object per row: source, line, reason, and the row as text (bytes that are not UTF-8 as replacement characters).</summary>
    public static void WriteQuarantine(string path, QualityResult result)
    {
        using var stream = File.Create(path);
        foreach (var row in result.Quarantined)
        {
            using (var writer = new Utf8JsonWriter(stream))
            {
                writer.WriteStartObject();
                writer.WriteString("source", row.Source);
                writer.WriteNumber("line", row.Line);
                writer.WriteString("reason", row.Reason);
                writer.WriteString("row", Encoding.UTF8.GetString(row.Raw.Span));
                writer.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }
    }

    public static void WriteReport(string path, QualityResult result)
    {
        using var stream = File.Create(path);
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteBoolean("passed", result.Violations.Count == 0);
        writer.WriteNumber("rows_in", result.RowsIn);
        writer.WriteNumber("rows_out", result.Clean.RowCount);
        writer.WriteNumber("rows_quarantined", result.Quarantined.Count);
        writer.WriteNumber("rows_duplicate", result.Duplicates);
        writer.WriteStartArray("violations");
        foreach (var violation in result.Violations) writer.WriteStringValue(violation);
        writer.WriteEndArray();
        writer.WriteStartObject("reasons");
        foreach (var kind in result.Quarantined.GroupBy(row => Kind(row.Reason)).OrderByDescending(group => group.Count()))
        {
            writer.WriteNumber(kind.Key, kind.Count());
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>A reason without the value that it quotes last.</summary>
    private static string Kind(string reason) => reason.Split(": '")[0];
}
