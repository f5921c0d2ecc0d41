using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Preprocessing;

public sealed class NumberEncoderTests
{
    private const double Missing = double.NaN;

    [Theory]
    [InlineData(Imputation.Mean, 4)]
    [InlineData(Imputation.Median, 2.5)]
    [InlineData(Imputation.MostFrequent, 2)]
    [InlineData(Imputation.Constant, -7)]
    public void Missing_IsFilledAsAsked(Imputation imputation, double expected) => Assert.Equal(
        [2, 2, 3, 9, expected],
        Columns.Features(Columns.Numbers(2, 2, 3, 9, Missing), new EncodingOptions { Imputation = imputation, Constant = -7, Scaling = Scaling.None }));

    // numpy and scikit-learn 1.2.1 of [1, 2, 4, 8, 100]: StandardScaler, MinMaxScaler, RobustScaler (quartiles 2 and 8, median 4).
    [Theory]
    [InlineData(Scaling.Center, new[] { -22.0, -21, -19, -15, 77 })]
    [InlineData(Scaling.Standard, new[] { -0.5703234321017339, -0.5443996397334733, -0.492552054996952, -0.38885688552390946, 1.9961320123560686 })]
    [InlineData(Scaling.MinMax, new[] { 0, 1.0 / 99, 3.0 / 99, 7.0 / 99, 1 })]
    [InlineData(Scaling.Robust, new[] { -0.5, -1.0 / 3, 0, 2.0 / 3, 16 })]
    public void Scaling_EqualsScikitLearn(Scaling scaling, double[] expected)
    {
        var features = Columns.Features(Columns.Numbers(1, 2, 4, 8, 100), new EncodingOptions { Scaling = scaling });
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], features[i], 12);
    }

    [Theory]
    [InlineData(Scaling.Center)]
    [InlineData(Scaling.Standard)]
    [InlineData(Scaling.MinMax)]
    [InlineData(Scaling.Robust)]
    public void ConstantColumn_BecomesZeros(Scaling scaling) =>
        Assert.Equal([0, 0, 0, 0], Columns.Features(Columns.Numbers(0.1, 0.1, 0.1, Missing), new EncodingOptions { Scaling = scaling }));

    [Fact]
    public void ColumnWithoutValues_BecomesZeros() => Assert.Equal([0, 0], Columns.Features(Columns.Numbers(Missing, Missing), EncodingOptions.Default));

    [Fact]
    public void Indicator_OnlyWhereTrainingHadMissingValues()
    {
        var options = new EncodingOptions { MissingIndicators = true, Scaling = Scaling.None };
        Assert.Equal([1, 0, 1, 1], Columns.Features(Columns.Numbers(1, Missing), options));
        Assert.Equal([1, 2], Columns.Features(Columns.Numbers(1, 2), options));
        Assert.Equal(["n", "n.missing"], Columns.Fit(Columns.Numbers(1, Missing), options).FeatureNames);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Infinity_IsRefusedWithColumnAndRow(double infinity)
    {
        var fit = Assert.Throws<LearningException>(() => Columns.Fit(Columns.Numbers(1, 2, infinity), EncodingOptions.Default));
        Assert.Contains("'n' is infinite in row 3", fit.Message);
        var encode = Assert.Throws<LearningException>(() => Columns.Fit(Columns.Numbers(1, 2), EncodingOptions.Default).EncodeDense(Columns.Numbers(infinity), 2));
        Assert.Contains("'n' is infinite in row 1", encode.Message);
    }

    [Fact]
    public void Booleans_StayZeroAndOne() => Assert.Equal(
        [1, 0, 0, 1.0 / 3],
        Columns.Features(new Table([new BooleanColumn("b", new byte[] { 1, 0, 0, BooleanColumn.MissingValue })]), EncodingOptions.Default));

    [Theory]
    [InlineData(Imputation.Mean, Scaling.Standard)]
    [InlineData(Imputation.Median, Scaling.Robust)]
    [InlineData(Imputation.MostFrequent, Scaling.MinMax)]
    public void WeightTwo_IsTheRowTwice(Imputation imputation, Scaling scaling)
    {
        var options = new EncodingOptions { Imputation = imputation, Scaling = scaling };
        double[] values = [5, 1, 3, 3, 8, 20, Missing, 6];
        double[] weights = [1, 2, 1, 1, 2, 1, 1, 0];
        var rows = Enumerable.Range(0, 8).SelectMany(row => Enumerable.Repeat(row, (int)weights[row])).ToArray();
        var table = Columns.Numbers(values);
        var twice = Columns.Fit(table.Take(rows), options).EncodeDenseDouble(table);
        var weighted = FeatureEncoding.Fit(TrainingData.Unlabelled(table) with { Weights = weights }, options).EncodeDenseDouble(table);
        for (var i = 0; i < twice.Length; i++) Assert.Equal(twice[i], weighted[i], 12);
    }

    [Fact]
    public void Moments_OfManyBlocks_EqualTheLongWay()
    {
        var random = new SeededRandom(3);
        var values = Enumerable.Range(0, 10_007).Select(i => i % 11 == 0 ? Missing : 1e6 + random.NextNormal()).ToArray();
        var present = values.Where(v => !double.IsNaN(v)).ToArray();
        var mean = present.Average();
        var deviation = Math.Sqrt(present.Average(v => (v - mean) * (v - mean)));
        var features = Columns.Features(Columns.Numbers(values), EncodingOptions.Default);
        Assert.Equal((values[1] - mean) / deviation, features[1], 1e-7);
        Assert.Equal(0, features[0]);
    }
}
