using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MlPlatform.Tables.Reading;

/// <summary>Cuts lines of JSON objects into fields, put in the order of the columns whatever the order of the members.</summary>
/// <remarks>
/// An object that lacks a column, has one more, or nests a value is a faulty record. Texts, numbers and booleans become their text;
/// null becomes an empty field.
/// </remarks>
internal sealed class NdjsonTokenizer(IReadOnlyList<string> names) : LineTokenizer(names.Count)
{
    private const int LongestEscapedName = 256;

    private static readonly FieldRange Absent = new(0, -1);

    private readonly CategoryDictionary columns = CategoryDictionary.From(names);
    private bool isUtf8;
    private int scratchEnd;

    public override void Begin(TextBlock block)
    {
        base.Begin(block);
        scratchEnd = block.Filled;
        isUtf8 = Utf8.IsValid(block.Records);
    }

    protected override string? Parse(RecordBatch batch, FieldRange line, FieldRange range)
    {
        if (!isUtf8 && !Utf8.IsValid(Block.Bytes.AsSpan(line.Start, line.Length))) return BlockParser.NotUtf8;
        var fields = batch.Fields.AsSpan(range.Start, range.Length);
        fields.Fill(Absent);
        try
        {
            var reader = new Utf8JsonReader(Block.Bytes.AsSpan(line.Start, line.Length));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "The line is not a JSON object.";
            for (var expected = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; expected++)
            {
                if (ParseMember(ref reader, line.Start, expected, fields) is { } fault) return fault;
            }

            if (reader.Read()) return "Text follows the JSON object.";
        }
        catch (JsonException)
        {
            return "The line is not valid JSON.";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, as an escape, is JSON but no text.
            return "The line holds an escape that is no character.";
        }
        finally
        {
            batch.Bytes = Block.Bytes;
        }

        var absent = fields.IndexOf(Absent);
        return absent < 0 ? null : $"Column '{names[absent]}' is absent.";
    }

    private string? ParseMember(ref Utf8JsonReader reader, int lineStart, int expected, Span<FieldRange> fields)
    {
        var column = ColumnOf(ref reader, expected);
        if (column < 0) return $"There is no column '{reader.GetString()}'.";
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) return $"Column '{names[column]}' holds a nested value.";
        if (fields[column] != Absent) return $"Column '{names[column]}' occurs twice.";
        fields[column] = ValueOf(ref reader, lineStart + (int)reader.TokenStartIndex);
        return null;
    }

    /// <summary>Members mostly come in the order of the columns.</summary>
    private int ColumnOf(ref Utf8JsonReader reader, int expected)
    {
        if (expected < columns.Count && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(columns.Utf8(expected))) return expected;
        if (!reader.ValueIsEscaped) return columns.Find(reader.ValueSpan);
        if (reader.ValueSpan.Length > LongestEscapedName) return columns.Find(reader.GetString()!);
        Span<byte> name = stackalloc byte[LongestEscapedName];
        return columns.Find(name[..reader.CopyString(name)]);
    }

    private FieldRange ValueOf(ref Utf8JsonReader reader, int start)
    {
        var length = reader.ValueSpan.Length;
        if (reader.TokenType == JsonTokenType.Null) return new FieldRange(start, start);
        if (reader.TokenType != JsonTokenType.String) return new FieldRange(start, start + length);
        return reader.ValueIsEscaped ? Unescape(ref reader) : new FieldRange(start + 1, start + 1 + length);
    }

    /// <summary>Puts the text behind everything that the block holds; the reader goes on with the bytes it was given.</summary>
    private FieldRange Unescape(ref Utf8JsonReader reader)
    {
        Block.EnsureScratch(scratchEnd, reader.ValueSpan.Length);
        var start = scratchEnd;
        scratchEnd += reader.CopyString(Block.Bytes.AsSpan(start));
        return new FieldRange(start, scratchEnd);
    }
}
