using MlPlatform.Learning.Clustering;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Tests.Clustering;

public sealed class LloydTests
{
    private static readonly LloydLimit ToTheEnd = new(300, 0);

    // scikit-learn 1.2.1: KMeans(k, init=X[:k], n_init=1, tol=0).fit(X) of SampleRows.Waves(200).
    [Theory]
    [InlineData(3, 1297.55176)]
    [InlineData(5, 836.55029)]
    public void Run_FromGivenCentres_EndsWithScikitLearnsInertia(int clusters, double inertia) =>
        Assert.Equal(inertia, Run(SampleRows.Waves(200), 3, clusters).Inertia, 1e-3);

    // The same with sample_weight = 1 + (i % 4).
    [Fact]
    public void Run_WithWeights_EndsWithScikitLearnsCentres()
    {
        var weights = Enumerable.Range(0, 200).Select(i => 1.0 + (i % 4)).ToArray();
        var result = Run(SampleRows.Waves(200), 3, 5, weights);
        Assert.Equal(2054.63916, result.Inertia, 1e-2);
        float[] second = [6.84085369f, -3.02488852f, 0.46874455f];
        for (var i = 0; i < 3; i++) Assert.Equal(second[i], result.Centers[3 + i], 1e-4);
    }

    [Theory]
    [InlineData(700, 2, 4)]
    [InlineData(1000, 7, 13)]
    [InlineData(300, 40, 3)]
    public void Run_OnRandomRows_EqualsThePlainAlgorithm(int count, int width, int clusters)
    {
        var rows = SampleRows.Normal(count, width, 11);
        var weights = Enumerable.Range(0, count).Select(i => i % 5 * 0.5).ToArray();
        var plain = PlainKMeans.Run(rows, weights, rows[..(clusters * width)], width, 300);
        var result = Run(rows, width, clusters, weights);
        Assert.Equal(plain.Inertia, result.Inertia, 1e-5 * plain.Inertia);
        for (var i = 0; i < result.Centers.Length; i++) Assert.Equal(plain.Centers[i], result.Centers[i], 1e-4);
    }

    [Fact]
    public void Run_WithBounds_TakesTheSameStepsAsWithout()
    {
        const int Width = 6, Clusters = 9;
        var rows = SampleRows.Normal(5000, Width, 12);
        var data = Data(rows, Width, null);
        var lloyd = new Lloyd(data, Clusters);
        for (var iterations = 1; iterations < 40; iterations += 6)
        {
            var result = lloyd.Run(rows[..(Clusters * Width)], new LloydLimit(iterations, 0), _ => true, CancellationToken.None);
            var centers = Array.ConvertAll(result.Centers, value => (double)value);
            var inertia = Enumerable.Range(0, 5000).Sum(row => PlainKMeans.Nearest(rows, row, centers, Width).Squared);
            var plain = PlainKMeans.Run(rows, data.Weights.Length == 0 ? [.. Enumerable.Repeat(1.0, 5000)] : data.Weights, rows[..(Clusters * Width)], Width, iterations);
            Assert.Equal(plain.Inertia, inertia, 1e-6 * inertia);
        }
    }

    [Fact]
    public void Run_WithACentreNobodyIsNearTo_GivesItTheFarthestRow()
    {
        float[] rows = [0, 1, 2, 3, 100];
        var result = new Lloyd(Data(rows, 1, null), 3).Run([0, 3, -1000], ToTheEnd, _ => true, CancellationToken.None);
        Assert.Equal([0.5f, 2.5f, 100f], result.Centers);
        Assert.Equal(1, result.Inertia, 1e-6);
    }

    [Fact]
    public void Run_WithFewerDifferentRowsThanCentres_LeavesSpareCentresEmpty()
    {
        var result = new Lloyd(Data([1, 1, 5, 5], 1, null), 3).Run([1, 1, 5], ToTheEnd, _ => true, CancellationToken.None);
        Assert.Equal(0, result.Inertia, 1e-9);
        Assert.Equal([2.0, 0.0, 2.0], result.Weights);
    }

    [Fact]
    public void Run_WhenTold_EndsAfterTheRound()
    {
        var rounds = 0;
        new Lloyd(Data(SampleRows.Normal(500, 3, 1), 3, null), 4).Run(SampleRows.Normal(4, 3, 1), ToTheEnd, _ => ++rounds < 2, CancellationToken.None);
        Assert.Equal(2, rounds);
    }

    private static LloydResult Run(float[] rows, int width, int clusters, double[]? weights = null) =>
        new Lloyd(Data(rows, width, weights), clusters).Run(rows[..(clusters * width)], ToTheEnd, _ => true, CancellationToken.None);

    private static WeightedTiles Data(float[] rows, int width, double[]? weights) => new(
        SampleRows.Tiled(rows, width), weights ?? [.. Enumerable.Repeat(1.0, rows.Length / width)], KernelPaths.Best, threads: 2);
}
