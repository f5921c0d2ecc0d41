using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Tests;

/// <summary>Hash ranges against big integers.</summary>
public sealed class HashKeyTests
{
    private static readonly BigInteger Space = BigInteger.Pow(2, 128);

    [Fact]
    public void EqualStarts_AnyNumberOfShards_CutsTheSpaceInEqualRanges()
    {
        for (var shards = 1; shards <= 300; shards++)
        {
            var width = Space / shards;
            var expected = Enumerable.Range(0, shards).Select(i => i * width);
            Assert.Equal(expected, HashKey.EqualStarts(shards).Select(start => (BigInteger)start));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public void Find_KeysAtAndAroundEveryBoundary_IsTheRangeThatHoldsThem(int shards)
    {
        var starts = HashKey.EqualStarts(shards);
        var keys = starts.SelectMany(start => new[] { start, start + 1, start == 0 ? UInt128.MaxValue : start - 1 });
        foreach (var key in keys)
        {
            var expected = Enumerable.Range(0, shards).Last(i => starts[i] <= key);
            Assert.Equal(expected, HashKey.Find(starts, key));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("partition")]
    [InlineData("ключ")]
    public void Of_Key_IsItsMd5AsABigEndianNumber(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        Assert.Equal(new BigInteger(MD5.HashData(bytes), isUnsigned: true, isBigEndian: true), (BigInteger)HashKey.Of(bytes));
    }

    [Fact]
    public void TryParse_OutsideTheSpace_IsRefused()
    {
        Assert.True(HashKey.TryParse(Encoding.ASCII.GetBytes((Space - 1).ToString(CultureInfo.InvariantCulture)), out var last));
        Assert.Equal(UInt128.MaxValue, last);
        Assert.False(HashKey.TryParse(Encoding.ASCII.GetBytes(Space.ToString(CultureInfo.InvariantCulture)), out _));
        Assert.False(HashKey.TryParse("-1"u8, out _));
        Assert.False(HashKey.TryParse("x"u8, out _));
    }
}
