namespace MlPlatform.Dapr.Protocol.Tests;

public sealed class GrpcHeadersTests
{
    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("30S", 30_000)]
    [InlineData("250m", 250)]
    [InlineData("5000u", 5)]
    [InlineData("7000000n", 7)]
    [InlineData("99999999H", int.MaxValue)]
    public void Timeout_WellFormed_IsRead(string text, int milliseconds)
        => Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), GrpcHeaders.ParseTimeout(text));

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("10")]
    [InlineData("-1S")]
    [InlineData("1x")]
    [InlineData("123456789S")]
    public void Timeout_Malformed_IsNull(string text) => Assert.Null(GrpcHeaders.ParseTimeout(text));

    [Theory]
    [InlineData(0.2, "1m")]
    [InlineData(1500, "1500m")]
    [InlineData(100_000_000, "100000S")]
    public void Timeout_Written_FitsEightDigits(double milliseconds, string text)
        => Assert.Equal(text, GrpcHeaders.FormatTimeout(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("50%", "50%25")]
    [InlineData("a\nb", "a%0Ab")]
    [InlineData("ü", "%C3%BC")]
    public void Message_WithSpecialCharacters_SurvivesTheHeader(string message, string escaped)
    {
        Assert.Equal(escaped, GrpcHeaders.EscapeMessage(message));
        Assert.Equal(message, GrpcHeaders.UnescapeMessage(escaped));
    }
}
