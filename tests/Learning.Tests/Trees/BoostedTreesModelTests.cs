using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees;
using static MlPlatform.Learning.Tests.Trees.TreeSamples;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class BoostedTreesModelTests
{
    [Theory]
    [InlineData("reg:squarederror")]
    [InlineData("binary:logistic")]
    [InlineData("multi:softprob")]
    public void Model_SavedAndRead_ScoresTheSame(string objective)
    {
        var data = objective == "multi:softprob" ? Classes() : Binary();
        var model = Fit(data, ("objective", objective), ("num_round", "5"));
        var read = ModelReader.Read(Bytes(model));
        Assert.Equal(model.Score(data.Features), read.Score(data.Features));
        Assert.Equal(Bytes(model), Bytes(read));
    }

    [Fact]
    public void Catalog_NamesXgboost_AndFitsIt()
    {
        var algorithm = AlgorithmCatalog.Find("xgboost")!;
        var model = algorithm.Fit(Regression(), new Dictionary<string, string> { ["num_round"] = "3" }, FitContext.None, CancellationToken.None);
        Assert.Equal(3, ((BoostedTreesModel)model).Rounds);
    }

    [Fact]
    public void Model_OfManyClasses_GivesProbabilities()
    {
        var data = Classes();
        var scores = Fit(data, ("objective", "multi:softprob"), ("num_round", "10")).Score(data.Features);
        Assert.All(scores.Chunk(3), row => Assert.Equal(1, row.Sum(), 12));
        var right = scores.Chunk(3).Select((row, i) => Array.IndexOf(row, row.Max()) == (int)data.Labels[i]).Count(hit => hit);
        Assert.True(right > 0.9 * data.RowCount, $"{right} of {data.RowCount}");
    }

    [Fact]
    public void Model_WithATreeThatGoesBack_IsRefused()
    {
        var model = Fit(Regression(50), ("num_round", "1"));
        var tree = model.Ensemble.Trees[0];
        tree.Left[0] = 0;
        Assert.Contains("child", Assert.Throws<LearningException>(() => ModelReader.Read(Bytes(model))).Message, StringComparison.Ordinal);
    }
}
