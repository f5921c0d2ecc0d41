using System.Text.Json;

namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>Reads JSON into <see cref="ForeignValue"/>, the words NaN and Infinity in arrays of numbers included, which XGBoost writes.</summary>
internal static class JsonDocumentReader
{
    public static ForeignValue Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(BareWords.Quote(utf8), new JsonReaderOptions { MaxDepth = UbjsonReader.MostLevels });
            reader.Read();
            var value = Value(ref reader);
            reader.Read();
            return value;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new LearningException($"The XGBoost model cannot be used: its JSON is not valid: {error.Message}", error);
        }
    }

    private static ForeignValue Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Members(ref reader),
        JsonTokenType.StartArray => Items(ref reader),
        JsonTokenType.String => new ForeignValue(reader.GetString()),
        JsonTokenType.Number => new ForeignValue(reader.GetDouble()),
        JsonTokenType.True => new ForeignValue(1),
        JsonTokenType.False => new ForeignValue(0),
        _ => new ForeignValue((string?)null),
    };

    private static ForeignValue Members(ref Utf8JsonReader reader)
    {
        var members = new Dictionary<string, ForeignValue>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            members[name] = Value(ref reader);
        }

        return new ForeignValue(members);
    }

    private static ForeignValue Items(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (IsNumber(in reader)) return Numbers(ref reader);
        var items = new List<ForeignValue>();
        for (; reader.TokenType != JsonTokenType.EndArray; reader.Read()) items.Add(Value(ref reader));
        return ForeignValue.Array(items);
    }

    private static ForeignValue Numbers(ref Utf8JsonReader reader)
    {
        var numbers = new List<double>();
        for (; IsNumber(in reader); reader.Read()) numbers.Add(reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : BareWords.Value(reader.ValueSpan));
        return reader.TokenType == JsonTokenType.EndArray
            ? new ForeignValue(numbers.ToArray())
            : throw ForeignValue.Refused("an array holds numbers and something else");
    }

    private static bool IsNumber(in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number || (reader.TokenType == JsonTokenType.String && BareWords.Are(reader.ValueSpan));
}
