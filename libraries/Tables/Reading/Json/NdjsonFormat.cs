using System.Text.Json;

namespace MlPlatform.Tables.Reading;

/// <summary>One JSON object per line. The columns are those given, or the members of the first object.</summary>
internal sealed class NdjsonFormat(IReadOnlyList<string>? columns) : LineFormat
{
    private IReadOnlyList<string> names = columns ?? [];

    public override bool HasHeader => true;

    /// <summary>The first object is data as well, so the block starts with it.</summary>
    public override IReadOnlyList<string>? ReadHeader(TextBlock block)
    {
        if (columns is not null) return columns;
        var rest = block.Records;
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf(LineFeed);
            var text = end < 0 ? rest : rest[..end];
            if (!text.Trim(" \t\r"u8).IsEmpty) return names = NamesOf(text, line);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return null;
    }

    public override RecordTokenizer CreateTokenizer() => new NdjsonTokenizer(names);

    private static string[] NamesOf(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return [.. document.RootElement.EnumerateObject().Select(member => member.Name)];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Unknown(number, error);
        }

        throw Unknown(number, null);
    }

    private static TableFormatException Unknown(int line, Exception? inner) =>
        new($"Line {line} is not a JSON object, so the columns are not known; name them.", inner);
}
