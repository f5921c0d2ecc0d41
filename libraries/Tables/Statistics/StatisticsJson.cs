using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MlPlatform.Tables.Statistics;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(DatasetStatistics))]
[JsonSerializable(typeof(DatasetConstraints))]
internal sealed partial class StatisticsJson : JsonSerializerContext
{
    internal static T Parse<T>(ReadOnlySpan<byte> utf8Json, JsonTypeInfo<T> type, string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(utf8Json, type) ?? throw new TableFormatException($"{name} is null.");
        }
        catch (JsonException error)
        {
            throw new TableFormatException($"{name} is not valid: {error.Message}", error);
        }
    }
}
