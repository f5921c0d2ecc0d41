namespace MlPlatform.Tables.Tests;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(50_000)]
    public void RadixSort_OfAnyNumbers_IsTheOrderOfComparing(int count)
    {
        var random = new SeededRandom((ulong)count);
        double[] doubles = [.. Enumerable.Range(0, count).Select(i => i % 7 == 0 ? -0.0 : i % 11 == 0 ? random.NextNormal() * 1e-310 : Math.Pow(-10, random.NextInt32(80) - 40) * random.NextNormal())];
        float[] singles = [.. doubles.Select(value => (float)value)];

        Assert.Equal(doubles.Order(), RadixSort.Sort(doubles.ToArray(), new double[count]).ToArray());
        Assert.Equal(singles.Order(), RadixSort.Sort(singles.ToArray(), new float[count]).ToArray());
    }
}
