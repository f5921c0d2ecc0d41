using System.Globalization;
using System.Numerics;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Tests;

public sealed class SequenceNumberTests
{
    private const int Seed = 41;

    [Fact]
    public void Format_AnyFields_IsTheHexadecimalLayoutInDecimal()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 500; round++)
        {
            var number = Next(random);
            var hex = string.Create(CultureInfo.InvariantCulture, $"2{number.ShardSeconds:x9}{number.Shard & 0xF:x1}{number.Index:x16}00{number.Seconds:x9}{number.Shard:x8}2");
            var expected = BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), number.ToString());
            Assert.True(SequenceNumber.TryParse(number.ToString(), out var parsed));
            Assert.Equal(number, parsed);
        }
    }

    [Fact]
    public void Compare_LaterIndex_IsGreaterAsText()
    {
        var first = new SequenceNumber(1_795_000_000, 3, 10, 1_795_000_100);
        var later = first with { Index = 11 };
        Assert.True(string.CompareOrdinal(first.ToString(), later.ToString()) < 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-49680451059086753844338575815355655901014092890006093858")]
    [InlineData("49680451059086753844338575815355655901014092890006093859")]
    [InlineData("9999999999999999999999999999999999999999999999999999999999999999999999999")]
    public void TryParse_OtherText_IsRefused(string text)
    {
        Assert.False(SequenceNumber.TryParse(text, out _));
    }

    private static SequenceNumber Next(Random random) => new(
        random.NextInt64(1_500_000_000, 0xFFFFFFFFF), random.Next(), random.NextInt64(long.MaxValue), random.NextInt64(0xFFFFFFFFF));
}
