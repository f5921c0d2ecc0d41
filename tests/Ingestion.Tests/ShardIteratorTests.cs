using MlPlatform.Aws;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Tests;

public sealed class ShardIteratorTests
{
    private static readonly DateTimeOffset Issued = new(2026, 11, 22, 5, 0, 0, TimeSpan.Zero);
    private static readonly ShardIterator Iterator = new("arn:aws:kinesis:eu-west-1:1:stream/s", "folder", "shardId-000000000001", 42, Issued);

    [Fact]
    public void Parse_WithinFiveMinutes_GivesThePlaceBack()
    {
        Assert.Equal(Iterator, ShardIterator.Parse(Iterator.ToString(), Issued.AddMinutes(5)));
    }

    [Fact]
    public void Parse_AfterFiveMinutes_IsExpired()
    {
        var refused = Assert.Throws<AwsException>(() => ShardIterator.Parse(Iterator.ToString(), Issued.AddMinutes(5).AddMilliseconds(1)));
        Assert.Equal("ExpiredIteratorException", refused.Code.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64 at all")]
    [InlineData("MXxhfGJ8Y3x4fHk")]
    public void Parse_OtherText_IsInvalid(string text)
    {
        Assert.Equal("InvalidArgumentException", Assert.Throws<AwsException>(() => ShardIterator.Parse(text, Issued)).Code.Name);
    }
}
