using MlPlatform.Storage.Protocol;

namespace MlPlatform.Storage.Tests;

public sealed class ByteRangeTests
{
    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=2-4", 2, 3)]
    [InlineData("bytes=7-", 7, 3)]
    [InlineData("bytes=5-999", 5, 5)]
    [InlineData("bytes=-4", 6, 4)]
    [InlineData("bytes=-99", 0, 10)]
    public void Parse_SatisfiableRange_CoversTheBytes(string header, long start, long length)
    {
        Assert.Equal(new ByteRange(start, length), ByteRange.Parse(header, 10));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("bytes=4-2")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("lines=0-1")]
    [InlineData("bytes=-")]
    public void Parse_NoSingleRange_AsksForTheWhole(string? header)
    {
        Assert.Null(ByteRange.Parse(header, 10));
    }

    [Theory]
    [InlineData("bytes=10-", 10)]
    [InlineData("bytes=-0", 10)]
    [InlineData("bytes=0-0", 0)]
    public void Parse_BeyondTheEnd_IsRefused(string header, long size)
    {
        var refused = Assert.Throws<S3Exception>(() => ByteRange.Parse(header, size));
        Assert.Equal(S3Error.InvalidRange, refused.Error);
    }
}
