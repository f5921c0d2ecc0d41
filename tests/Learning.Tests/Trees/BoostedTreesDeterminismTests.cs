using MlPlatform.Learning.Trees;
using static MlPlatform.Learning.Tests.Trees.TreeSamples;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class BoostedTreesDeterminismTests
{
    // Above one chunk of rows, so that the parallel paths are taken.
    private const int ManyRows = 40_000;

    [Theory]
    [InlineData("reg:squarederror", "depthwise")]
    [InlineData("binary:logistic", "depthwise")]
    [InlineData("binary:logistic", "lossguide")]
    [InlineData("multi:softprob", "depthwise")]
    [InlineData("count:poisson", "depthwise")]
    [InlineData("reg:quantileerror", "depthwise")]
    public void Fit_WithThreadsAndVectorsOrNot_GivesTheSameBytes(string objective, string policy)
    {
        var data = objective.StartsWith("multi", StringComparison.Ordinal) ? Classes(ManyRows) : Binary(ManyRows);
        var options = Options(("objective", objective), ("num_round", "4"), ("grow_policy", policy), ("max_leaves", "20"), ("subsample", "0.8"), ("colsample_bynode", "0.7"));
        var plain = Bytes(BoostedTrees.Fit(data, options, new FitContext { Threads = 1 }, vectorized: false, CancellationToken.None));
        var vectorized = Bytes(BoostedTrees.Fit(data, options, new FitContext { Threads = 1 }, vectorized: true, CancellationToken.None));
        var threaded = Bytes(BoostedTrees.Fit(data, options, new FitContext { Threads = 3 }, vectorized: true, CancellationToken.None));
        Assert.Equal(plain, vectorized);
        Assert.Equal(plain, threaded);
    }

    [Fact]
    public void Fit_WithAnotherSeed_SamplesOtherRows()
    {
        var data = Regression();
        Assert.NotEqual(
            Bytes(Fit(data, ("num_round", "2"), ("subsample", "0.5"), ("seed", "1"))), Bytes(Fit(data, ("num_round", "2"), ("subsample", "0.5"), ("seed", "2"))));
    }

    [Fact]
    public void Fit_OfShuffledRows_ScoresTheSame()
    {
        var data = Binary(800);
        var order = Enumerable.Range(0, data.RowCount).ToArray();
        new MlPlatform.Tables.SeededRandom(9).Shuffle(order.AsSpan());
        var shuffled = data with
        {
            Features = new MlPlatform.Tables.Table([.. data.Features.Columns.Select(c => c.Take(order))]),
            Labels = [.. order.Select(row => data.Labels[row])],
        };
        var first = Fit(data, ("objective", "binary:logistic"), ("num_round", "10"));
        var second = Fit(shuffled, ("objective", "binary:logistic"), ("num_round", "10"));
        Assert.Equal(first.Ensemble.Trees.SelectMany(t => t.Value), second.Ensemble.Trees.SelectMany(t => t.Value));
    }

    [Theory]
    [InlineData("depthwise")]
    [InlineData("lossguide")]
    public void Fit_WithoutRoomForHistograms_CountsThemToTheSameBytes(string policy)
    {
        var options = Options(("num_round", "2"), ("grow_policy", policy), ("max_depth", "0"), ("min_child_weight", "1"), ("lambda", "0"));
        var little = options with { Growth = options.Growth with { HistogramBytes = 100_000 } };
        var data = Regression(3000);
        Assert.True(Fit(data, ("num_round", "1"), ("max_depth", "0"), ("lambda", "0")).Ensemble.Trees[0].NodeCount > 2000);
        Assert.Equal(
            Bytes(BoostedTrees.Fit(data, options, FitContext.None, CancellationToken.None)),
            Bytes(BoostedTrees.Fit(data, little, FitContext.None, CancellationToken.None)));
    }
}
