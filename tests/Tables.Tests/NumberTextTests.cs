using System.Globalization;
using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class NumberTextTests
{
    private const int Readable = 32;

    [Fact]
    public void Parse_OfRandomDecimals_GivesTheBitsOfTheFrameworksParser()
    {
        var random = new SeededRandom(41);
        for (var round = 0; round < 200_000; round++) Check(RandomDecimal(random));
    }

    [Fact]
    public void Parse_OfRandomDoublesInShortestForm_GivesThemBack()
    {
        var random = new SeededRandom(42);
        for (var round = 0; round < 100_000; round++)
        {
            var value = BitConverter.UInt64BitsToDouble(random.NextUInt64());
            if (double.IsFinite(value)) Check(value.ToString(CultureInfo.InvariantCulture));
            Check((random.NextNormal() * Math.Pow(10, random.NextInt32(12) - 6)).ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-.5")]
    [InlineData("+7")]
    [InlineData(" 7 ")]
    [InlineData("9007199254740993")]
    [InlineData("9007199254740992.")]
    [InlineData("0.9007199254740993")]
    [InlineData("1e22")]
    [InlineData("1e23")]
    [InlineData("1E-22")]
    [InlineData("4.9e-324")]
    [InlineData("2.4e-324")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0000000000000000000000001")]
    [InlineData("0.000000000000000000000000000001")]
    [InlineData("8.5e+0003")]
    [InlineData("0.1234567890123456789")]
    [InlineData("6250000000000000000000000000000000000000000000000e-48")]
    public void Parse_AtTheEdges_GivesTheBitsOfTheFrameworksParser(string text) => Check(text);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("12a")]
    [InlineData("1/2")]
    [InlineData("1:2")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("0x1F")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    public void Parse_OfAnythingElse_Refuses(string text)
    {
        Assert.False(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out _));
        Assert.False(Vector(text, out _));
    }

    private static void Check(string text)
    {
        var expected = BitConverter.DoubleToInt64Bits(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out var value), text);
        Assert.True(expected == BitConverter.DoubleToInt64Bits(value), $"{text} became {value:R}");
        if (Vector(text, out value)) Assert.True(expected == BitConverter.DoubleToInt64Bits(value), $"{text} became {value:R} with vectors");
    }

    /// <summary>What stands behind a field must not matter.</summary>
    private static bool Vector(string text, out double value)
    {
        var bytes = new byte[text.Length + Readable];
        bytes.AsSpan().Fill((byte)'7');
        Encoding.UTF8.GetBytes(text, bytes);
        value = 0;
        return NumberText.HasVectors && NumberText.TryParseVector(ref bytes[0], text.Length, out value);
    }

    private static string RandomDecimal(SeededRandom random)
    {
        var text = new StringBuilder(random.NextInt32(3) == 0 ? "-" : "");
        var digits = 1 + random.NextInt32(random.NextInt32(4) == 0 ? 24 : 12);
        var point = random.NextInt32(digits + 6);
        for (var i = 0; i < digits; i++)
        {
            if (i == point) text.Append('.');
            text.Append((char)('0' + random.NextInt32(10)));
        }

        if (random.NextInt32(8) == 0) text.Append(CultureInfo.InvariantCulture, $"e{random.NextInt32(640) - 320}");
        var parsed = double.Parse(text.ToString(), CultureInfo.InvariantCulture);
        return double.IsFinite(parsed) ? text.ToString() : "1";
    }
}
