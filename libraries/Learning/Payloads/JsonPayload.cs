using System.Text;
using System.Text.Json;

namespace MlPlatform.Learning.Payloads;

/// <summary>Rows of a JSON body: arrays of features, bare or inside <c>features</c>, <c>data</c> and <c>values</c> members.</summary>
internal static class JsonPayload
{
    public static void Read(ReadOnlySpan<byte> body, RowParser parser, ref RowBatch batch)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            FindInstances(ref reader);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadInstance(ref reader, parser, ref batch);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName) reader.Skip();
            }
        }
        catch (JsonException error)
        {
            throw new PayloadException("The body is not valid JSON.", error);
        }
    }

    public static void ReadLines(ReadOnlySpan<byte> body, RowParser parser, ref RowBatch batch)
    {
        try
        {
            foreach (var range in body.Split((byte)'\n'))
            {
                var line = body[range].Trim(" \t\r"u8);
                if (line.IsEmpty) continue;
                var reader = new Utf8JsonReader(line);
                reader.Read();
                ReadInstance(ref reader, parser, ref batch);
                reader.Read();
            }
        }
        catch (JsonException error)
        {
            throw new PayloadException($"Line {batch.Count + 1} is not valid JSON.", error);
        }
    }

    private static void FindInstances(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw Shape();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("instances"u8);
            reader.Read();
            if (found && reader.TokenType == JsonTokenType.StartArray) return;
            reader.Skip();
        }

        throw Shape();
    }

    private static void ReadInstance(ref Utf8JsonReader reader, RowParser parser, ref RowBatch batch)
    {
        var objects = 0;
        while (reader.TokenType == JsonTokenType.StartObject)
        {
            objects++;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !IsWayIn(ref reader))
            {
                reader.Read();
                reader.Skip();
            }

            if (reader.TokenType != JsonTokenType.PropertyName) throw Shape();
            reader.Read();
        }

        if (reader.TokenType != JsonTokenType.StartArray) throw Shape();
        FillRow(ref reader, parser, batch.Next, batch.Count);
        batch.Add();
        SkipToEnd(ref reader, objects);
    }

    private static bool IsWayIn(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("features"u8) || reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("values"u8);

    private static void FillRow(ref Utf8JsonReader reader, RowParser parser, Span<double> row, int index)
    {
        var width = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var value = reader.TokenType switch
            {
                JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => parser.Parse(reader.ValueSpan, width, index),
                JsonTokenType.Null => parser.Parse(default, width, index),
                JsonTokenType.String when !reader.ValueIsEscaped => parser.Parse(reader.ValueSpan, width, index),
                JsonTokenType.String => parser.Parse(Encoding.UTF8.GetBytes(reader.GetString()!), width, index),
                _ => throw Shape(),
            };
            row[width++] = value;
        }

        parser.CheckWidth(width, index);
    }

    private static void SkipToEnd(ref Utf8JsonReader reader, int objects)
    {
        while (objects > 0 && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject) objects--;
            else if (reader.TokenType == JsonTokenType.PropertyName) reader.Skip();
        }
    }

    private static PayloadException Shape() => new("The body must be {\"instances\": [{\"features\": [...]}, ...]}.");
}
