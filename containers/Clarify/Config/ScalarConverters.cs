using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Clarify.Config;

/// <summary>A name, number or truth value as text: 1, "1" and 1.0 name the same value of a column.</summary>
internal sealed class ScalarConverter : JsonConverter<string?>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadScalar(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    internal static string? ReadScalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Numbers.Of(reader.GetDouble()),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => throw new JsonException("A name, a number or a truth value is expected."),
    };
}

/// <summary>A list of scalars; a lone scalar is a list of one.</summary>
internal sealed class ScalarListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return [ScalarConverter.ReadScalar(ref reader) ?? throw new JsonException("A value is null.")];
        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(ScalarConverter.ReadScalar(ref reader) ?? throw new JsonException("A value is null."));
        }

        return values;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>"all" (read as null) or a list of metric names.</summary>
internal sealed class MethodNamesConverter : JsonConverter<IReadOnlyList<string>?>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString() == "all" ? null : throw new JsonException("methods is \"all\" or a list of metric names.");
        }

        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("methods is \"all\" or a list of metric names.");
        var names = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) names.Add(reader.GetString()!);
        return names;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string>? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
