using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Contracts;

/// <summary>Timestamps of the AWS JSON protocols: epoch seconds with up to three decimals. ISO 8601 text is read as well.</summary>
public sealed class AwsTimestampConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            var seconds = reader.GetDouble();
            if (seconds is < -62_135_596_800 or > 253_402_300_799) throw new JsonException("The timestamp is out of range.");
            return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000));
        }

        if (reader.TokenType == JsonTokenType.String &&
            DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        throw new JsonException("A timestamp is a number of epoch seconds.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds() / 1000m);
    }
}
