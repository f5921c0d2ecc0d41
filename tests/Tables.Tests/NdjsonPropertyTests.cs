using System.Text;
using System.Text.Json;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

/// <summary>The reader makes the rows that a reader of whole documents makes, wherever blocks are cut.</summary>
public sealed class NdjsonPropertyTests
{
    private static readonly TableSchema Schema = new([new ColumnSchema("n", ColumnType.Number), new ColumnSchema("name \"é\"", ColumnType.Category)]);

    private static readonly string[] Values = ["1", "-2.5e3", "\"7\"", "null", "true", "\"\"", "\"x\"", "\"\\u00e9\\n\\\"\"", "\"ümlaut\"", "[1]", "{}", "\"\\ud800\"", "nul", "\"open"];

    [Fact]
    public void RandomLines_CutAnywhere_ReadAsWholeDocumentsDo()
    {
        var random = new SeededRandom(81);
        for (var round = 0; round < 60; round++)
        {
            var lines = Enumerable.Range(0, 1 + random.NextInt32(8)).Select(_ => Line(random)).ToArray();
            var text = Encoding.UTF8.GetBytes(string.Join(random.NextInt32(2) == 0 ? "\n" : "\r\n", lines));
            var expected = lines.Index().Where(line => line.Item.Trim().Length > 0).Select(line => (Line: line.Index + 1L, Row: PlainRow(line.Item))).ToArray();
            for (var blockBytes = 1; blockBytes < text.Length + 2; blockBytes += 1 + random.NextInt32(5)) Check(text, expected, blockBytes);
        }
    }

    private static void Check(byte[] text, (long Line, string? Row)[] expected, int blockBytes)
    {
        foreach (var threads in new[] { 1, 2 })
        {
            var result = TableReader.ReadNdjson(new MemoryStream(text), null, new TableReadOptions { Schema = Schema, BlockBytes = blockBytes, Threads = threads });
            var (numbers, texts) = ((NumberColumn)result.Table.Columns[0], (CategoryColumn)result.Table.Columns[1]);
            var rows = Enumerable.Range(0, result.Table.RowCount).Select(row => $"{numbers.Text(row)}|{texts.Text(row)}");
            Assert.Equal(expected.Select(line => line.Row).OfType<string>(), rows);
            Assert.Equal(expected.Where(line => line.Row is null).Select(line => line.Line), result.Rejected.Select(row => row.Line));
        }
    }

    /// <summary>The row, or null where the line is none.</summary>
    private static string? PlainRow(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            var members = document.RootElement.EnumerateObject().ToArray();
            if (!members.Select(member => member.Name).Order().SequenceEqual(Schema.Columns.Select(column => column.Name).Order())) return null;
            var values = Schema.Columns.Select(column => TextOf(document.RootElement.GetProperty(column.Name))).ToArray();
            if (values.Contains(null) || (values[0]!.Length > 0 && !double.TryParse(values[0], out _))) return null;
            return $"{(values[0]!.Length == 0 ? "" : $"{double.Parse(values[0]!)}")}|{(values[1]!.Length == 0 ? "" : values[1])}";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => null,
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string Line(SeededRandom random)
    {
        string Value() => Values[random.NextInt32(Values.Length)];
        string[] members = [$"\"n\":{(random.NextInt32(2) == 0 ? "4" : Value())}", $"\"name \\\"{(random.NextInt32(2) == 0 ? "é" : "\\u00e9")}\\\"\": {Value()}"];
        if (random.NextInt32(2) == 0) Array.Reverse(members);
        return random.NextInt32(12) switch
        {
            0 => "",
            1 => "  ",
            2 => $"{{{members[0]}}}",
            3 => $"{{{members[0]},{members[1]},{members[0]}}}",
            4 => $"{{{members[0]},{members[1]},\"more\":1}}",
            5 => $"{{{members[0]},{members[1]}}} 1",
            _ => $" {{ {members[0]} , {members[1]} }}",
        };
    }
}
