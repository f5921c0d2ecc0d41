using System.Text.Json;

namespace MlPlatform.Contracts.Tests;

public sealed class AwsTimestampConverterTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new AwsTimestampConverter() } };

    [Fact]
    public void Write_TimeWithMilliseconds_GivesEpochSecondsWithDecimals()
    {
        var json = JsonSerializer.Serialize(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123), Options);

        Assert.Equal("1700000000.123", json);
    }

    [Theory]
    [InlineData("1700000000", 1_700_000_000_000)]
    [InlineData("1700000000.5", 1_700_000_000_500)]
    [InlineData("\"2023-11-14T22:13:20Z\"", 1_700_000_000_000)]
    public void Read_NumberOrIsoText_GivesTheTime(string json, long expectedMilliseconds)
    {
        Assert.Equal(expectedMilliseconds, JsonSerializer.Deserialize<DateTimeOffset>(json, Options).ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("true")]
    [InlineData("\"yesterday\"")]
    [InlineData("1e300")]
    public void Read_AnythingElse_Throws(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>(json, Options));
    }
}
