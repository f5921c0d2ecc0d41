using System.Text.Json;
using System.Text.Unicode;

namespace MlPlatform.Tables.Reading;

/// <summary>One JSON object per line; its members are the fields, put in the order of the columns whatever their order in the line.</summary>
/// <remarks>
/// The columns are those given, or the members of the first object. An object that lacks a column, has one more, or nests a value
/// is a faulty record. Texts, numbers and booleans become their text; null becomes an empty field.
/// </remarks>
public sealed class NdjsonRecordReader : RecordReader
{
    private readonly RecordBuffer buffer;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> index;
    private readonly string[] header;
    private byte[] text = new byte[1024];
    private int textLength;
    private readonly (int Start, int Length)[] fields;
    private int rawLength;
    private int pendingConsume;

    public NdjsonRecordReader(Stream stream, IReadOnlyList<string>? columns = null)
    {
        buffer = new RecordBuffer(stream);
        header = columns is null ? NamesOfFirstObject() : [.. columns];
        fields = new (int, int)[header.Length];
        var map = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++) map[header[i]] = i;
        index = map.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override IReadOnlyList<string>? Header => header.Length == 0 ? null : header;

    public override int FieldCount => header.Length;

    public override ReadOnlySpan<byte> Raw => buffer.Unread[..rawLength];

    public override ReadOnlySpan<byte> Field(int index) => text.AsSpan(fields[index].Start, fields[index].Length);

    public override bool Read()
    {
        do
        {
            if (!NextLine()) return false;
        }
        while (Raw.Trim(" \t"u8).IsEmpty);

        Fault = Utf8.IsValid(Raw) ? Parse() : "The row holds a byte that is not UTF-8.";
        return true;
    }

    private bool NextLine()
    {
        buffer.Consume(pendingConsume);
        pendingConsume = rawLength = 0;
        int newline;
        while ((newline = buffer.Unread.IndexOf((byte)'\n')) < 0 && buffer.Fill())
        {
        }

        var data = buffer.Unread;
        if (data.IsEmpty) return false;
        rawLength = newline < 0 ? data.Length : newline;
        pendingConsume = newline < 0 ? data.Length : newline + 1;
        if (rawLength > 0 && data[rawLength - 1] == (byte)'\r') rawLength--;
        Line++;
        return true;
    }

    private string[] NamesOfFirstObject()
    {
        while (NextLine())
        {
            try
            {
                using var document = JsonDocument.Parse(Raw.ToArray());
                if (document.RootElement.ValueKind != JsonValueKind.Object) continue;
                pendingConsume = 0;
                Line--;
                return [.. document.RootElement.EnumerateObject().Select(member => member.Name)];
            }
            catch (JsonException)
            {
                throw new TableFormatException($"Line {Line} is not a JSON object, so the columns are not known; name them.");
            }
        }

        return [];
    }

    private string? Parse()
    {
        Array.Fill(fields, (0, -1));
        textLength = 0;
        try
        {
            var reader = new Utf8JsonReader(Raw);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "The line is not a JSON object.";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (ParseMember(ref reader) is { } fault) return fault;
            }

            if (reader.Read()) return "Text follows the JSON object.";
        }
        catch (JsonException)
        {
            return "The line is not valid JSON.";
        }

        var absent = Array.FindIndex(fields, field => field.Length < 0);
        return absent < 0 ? null : $"Column '{header[absent]}' is absent.";
    }

    private string? ParseMember(ref Utf8JsonReader reader)
    {
        Span<char> name = stackalloc char[256];
        if (reader.ValueSpan.Length > name.Length) return "A column name is too long.";
        var length = reader.CopyString(name);
        if (!index.TryGetValue(name[..length], out var column)) return $"There is no column '{name[..length]}'.";
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) return $"Column '{header[column]}' holds a nested value.";
        if (fields[column].Length >= 0) return $"Column '{header[column]}' occurs twice.";
        fields[column] = (textLength, Append(ref reader));
        return null;
    }

    private int Append(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null) return 0;
        var needed = textLength + reader.ValueSpan.Length;
        if (needed > text.Length) Array.Resize(ref text, Math.Max(text.Length * 2, needed));
        var target = text.AsSpan(textLength);
        int written;
        if (reader.TokenType == JsonTokenType.String) written = reader.CopyString(target);
        else
        {
            reader.ValueSpan.CopyTo(target);
            written = reader.ValueSpan.Length;
        }

        textLength += written;
        return written;
    }
}
