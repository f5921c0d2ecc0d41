using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Bias;

public sealed class NeighborsTests
{
    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(300, 4, 5)]
    [InlineData(700, 9, 12)]
    public void Nearest_OfEveryRow_EqualsSortingAllDistances(int rows, int width, int k)
    {
        double[] references = Values(1, rows * width), queries = Values(2, 50 * width);

        var found = NearestNeighbors.Find(references, queries, width, k, 2, CancellationToken.None);

        for (var query = 0; query < 50; query++)
        {
            double Distance(int row) => Enumerable.Range(0, width).Sum(column => Math.Pow(references[(row * width) + column] - queries[(query * width) + column], 2));
            Assert.Equal(Enumerable.Range(0, rows).OrderBy(Distance).Take(k), found.AsSpan(query * k, k).ToArray());
        }
    }

    [Fact]
    public void Nearest_OfEquallyNearRows_IsTheFirst() =>
        Assert.Equal([1, 2, 0], NearestNeighbors.Find([5, 1, 1, 9, 5], [1], 1, 3, 1, CancellationToken.None));

    [Fact]
    public void Measure_OfATile_EqualsItsScalarTwinToTheLastDigit()
    {
        var tile = NearestNeighbors.Tiles(Values(3, 200 * 7), 7);
        double[] row = Values(4, 7), fast = new double[256], plain = new double[256];

        NearestNeighbors.Measure(tile, row, fast);
        NearestNeighbors.MeasureScalar(tile, row, plain);

        Assert.Equal(plain, fast);
    }

    [Fact]
    public void FlipTest_WithoutAGroupOrARest_SaysSo()
    {
        var features = new FeatureRows([1, 2, 3], 1);

        Assert.Equal("no row belongs to the group", FlipTest.Of(features, new bool[3], new bool[3], 1, CancellationToken.None).Reason);
        Assert.StartsWith("every row belongs", FlipTest.Of(features, [true, true, true], new bool[3], 1, CancellationToken.None).Reason);
    }

    [Fact]
    public void FlipTest_OfAGroupTreatedWorseThanItsTwins_IsMinusTheirShare()
    {
        // Ten twins each; the group is refused where the rest is accepted in 4 of 10.
        double[] features = [.. Enumerable.Range(0, 10).Select(row => row * 10.0), .. Enumerable.Range(0, 10).Select(row => (row * 10.0) + 1)];
        bool[] group = [.. new bool[10], .. Enumerable.Repeat(true, 10)], favorable = [.. Enumerable.Repeat(true, 10), .. Enumerable.Range(0, 10).Select(row => row >= 4)];

        Assert.Equal(-0.4, FlipTest.Of(new FeatureRows(features, 1), group, favorable, 1, CancellationToken.None).Value);

        var flips = FlipTest.Flips(new FeatureRows(features, 1), group, favorable, 1, CancellationToken.None);
        var interval = Bootstrap.Of(flips, resample => [FlipTest.Of(resample)], new BootstrapOptions { Resamples = 4000 }, CancellationToken.None)[0];
        Assert.Equal(Math.Sqrt(0.4 * 0.6 / 10), interval.StandardError!.Value, 0.01);
    }

    [Fact]
    public void Features_ThatAreNoNumbers_NameRowAndColumn()
    {
        var refused = Assert.Throws<TrustException>(() => Consistency.Of(new FeatureRows([1, 2, 3, double.NaN], 2), [0, 1], 1, 1, CancellationToken.None));

        Assert.StartsWith("Value 2 of row 2 is NaN", refused.Message);
    }

    [Fact]
    public void Consistency_OfFewerRowsThanNeighbours_SaysSo() =>
        Assert.Equal("there are 2 rows, fewer than 5 neighbours", Consistency.Of(new FeatureRows([1, 2], 1), [0, 1], 5, 1, CancellationToken.None).Reason);

    private static double[] Values(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }
}
