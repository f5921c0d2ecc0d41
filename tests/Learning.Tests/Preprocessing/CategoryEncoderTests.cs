using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Tests.Preprocessing;

public sealed class CategoryEncoderTests
{
    [Fact]
    public void OneHot_WithMissing_HasAFeaturePerTextAndOneForMissing()
    {
        var table = Columns.Texts("red", null, "blue");
        var encoding = Columns.Fit(table, EncodingOptions.Default);
        Assert.Equal(["c=blue", "c=red", "c=(missing)"], encoding.FeatureNames);
        Assert.Equal([0, 1, 0, 0, 0, 1, 1, 0, 0], encoding.EncodeDense(table));
    }

    [Fact]
    public void OneHot_OfAnUnseenText_IsAllZeros()
    {
        var encoding = Columns.Fit(Columns.Texts("red", "blue"), EncodingOptions.Default);
        Assert.Equal([0, 0, 0, 0], encoding.EncodeDense(Columns.Texts("green", null)));
    }

    [Fact]
    public void OneHot_BeyondTheMost_SharesOneFeatureAmongTheRarest()
    {
        var table = Columns.Texts("a", "a", "b", "c", "d", "d", "d");
        var encoding = Columns.Fit(table, new EncodingOptions { MostOneHot = 3 });
        Assert.Equal(["c=a", "c=d", "c=(other)"], encoding.FeatureNames);
        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1], encoding.EncodeDense(Columns.Texts("a", "b", "c", "d", "never seen")));
    }

    [Fact]
    public void OneHot_OfTenThousandTexts_StaysWithinItsMost()
    {
        var texts = Enumerable.Range(0, 10_000).Select(i => $"t{i:D5}").ToArray();
        var table = Columns.Texts(texts);
        Assert.Equal(256, Columns.Fit(table, EncodingOptions.Default).FeatureCount);
        var whole = Columns.Fit(table, new EncodingOptions { MostOneHot = int.MaxValue });
        Assert.Equal(10_000, whole.FeatureCount);
        var features = new float[10_000];
        whole.Encode([7777], features);
        Assert.Equal(7777, Array.IndexOf(features, 1));
        Assert.Equal(1, features.Sum());
    }

    [Fact]
    public void Ordinal_IsThePlaceAndThenMissingAndUnseen()
    {
        var encoding = Columns.Fit(Columns.Texts("red", "blue", "green"), new EncodingOptions { Categories = CategoryEncoding.Ordinal });
        Assert.Equal([0, 1, 2, 3, 4], encoding.EncodeDense(Columns.Texts("blue", "green", "red", null, "never seen")));
        var features = new double[1];
        encoding.Encode([InputColumn.UnknownCode], features);
        Assert.Equal(4, features[0]);
    }
}
