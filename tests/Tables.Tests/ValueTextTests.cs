using System.Buffers;
using System.Globalization;
using System.Text;
using MlPlatform.Tables.Reading;
using MlPlatform.Tables.Writing;

namespace MlPlatform.Tables.Tests;

public sealed class ValueTextTests
{
    [Fact]
    public void Number_OfAnyKind_IsWrittenAsTheFrameworkWritesIt()
    {
        var random = new SeededRandom(51);
        double[] edges = [0, -0.0, 1, -1, 1e-4, 9.9e-5, 1e6, 999999.999999999, 123456.7890123456, 0.1, 1 / 3.0, 1e15, 1e16, double.MaxValue, double.Epsilon, -2e-7, 1e300, 0.30000000000000004];
        foreach (var value in edges) Check(value);
        for (var round = 0; round < 100_000; round++)
        {
            Check(Math.Round(random.NextNormal() * Math.Pow(10, random.NextInt32(8)), random.NextInt32(12)));
            Check(random.NextNormal() * Math.Pow(10, random.NextInt32(16) - 8));
        }
    }

    [Theory]
    [InlineData("2024-02-29", "2024-02-29")]
    [InlineData("2024-02-29T13:45", "2024-02-29T13:45:00Z")]
    [InlineData("2024-02-29 13:45:06", "2024-02-29T13:45:06Z")]
    [InlineData("2024-02-29T13:45:06.5Z", "2024-02-29T13:45:06.500000Z")]
    [InlineData("2024-02-29T13:45:06.123456789", "2024-02-29T13:45:06.123456Z")]
    [InlineData("2024-03-01T00:30:00+02:00", "2024-02-29T22:30:00Z")]
    [InlineData("2024-02-28T22:30:00-0130", "2024-02-29")]
    [InlineData("1969-12-31T23:59:59-01", "1970-01-01T00:59:59Z")]
    [InlineData("0001-01-01", "0001-01-01")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z")]
    public void Date_InEveryForm_IsThePointInTime(string text, string written)
    {
        Assert.True(DateText.TryParse(Encoding.UTF8.GetBytes(text), out var microseconds));
        var expected = DateTimeOffset.Parse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        Assert.Equal(expected, DateColumn.TimeOf(microseconds));
        Assert.Equal(written, new DateColumn("d", new[] { microseconds }).Text(0));
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2024-13-01")]
    [InlineData("2024-00-01")]
    [InlineData("0000-01-01")]
    [InlineData("2024-1-1")]
    [InlineData("20240101")]
    [InlineData("2024-01-01T")]
    [InlineData("2024-01-01T24:00")]
    [InlineData("2024-01-01T12:60")]
    [InlineData("2024-01-01T12:00:60")]
    [InlineData("2024-01-01T12:00:00.")]
    [InlineData("2024-01-01T12:00:00.1234567890")]
    [InlineData("2024-01-01T12:00+2")]
    [InlineData("2024-01-01T12:00 PM")]
    [InlineData("2024-01-01x")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    public void Date_ThatIsNone_IsRefused(string text) => Assert.False(DateText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    private static void Check(double value)
    {
        var output = new ArrayBufferWriter<byte>();
        ValueText.WriteNumber(output, value);
        Assert.Equal(value.ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
