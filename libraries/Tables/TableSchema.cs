using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Tables;

/// <summary>A column's name, type and, for a category, the texts that are known.</summary>
public sealed record ColumnSchema(
    string Name,
    [property: JsonConverter(typeof(JsonStringEnumConverter<ColumnType>))] ColumnType Type,
    IReadOnlyList<string>? Categories = null);

/// <summary>Which column is predicted, and which of its texts count as 1 and 0.</summary>
public sealed record LabelSchema(string Name, string? Favorable = null, string? Unfavorable = null)
{
    /// <summary>The texts of classes 0, 1, 2, ... where there are more than two; else null.</summary>
    public IReadOnlyList<string>? Classes { get; init; }
}

/// <summary>The columns of a table in order; written as <c>schema.json</c> beside data without a header.</summary>
public sealed record TableSchema(IReadOnlyList<ColumnSchema> Columns, LabelSchema? Label = null)
{
    public const string FileName = "schema.json";

    public static TableSchema Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            var schema = JsonSerializer.Deserialize(utf8Json, TableSchemaJson.Default.TableSchema);
            return schema is { Columns.Count: > 0 } ? schema : throw new TableFormatException("The schema names no columns.");
        }
        catch (JsonException error)
        {
            throw new TableFormatException($"The schema is not valid: {error.Message}", error);
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, TableSchemaJson.Default.TableSchema);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TableSchema))]
internal sealed partial class TableSchemaJson : JsonSerializerContext;
