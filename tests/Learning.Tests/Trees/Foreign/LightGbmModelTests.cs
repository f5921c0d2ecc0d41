using System.Text;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees;
using MlPlatform.Learning.Trees.Foreign;

namespace MlPlatform.Learning.Tests.Trees.Foreign;

public sealed class LightGbmModelTests
{
    private const double Tolerance = 1e-6;
    private const int Rows = 400;

    /// <summary>None, zero, NaN.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Model_WithEveryMissingType_ScoresAsItsFormatSays(int missingType)
    {
        foreach (var (trees, leaves) in new[] { (3, 1), (20, 2), (30, 8), (8, 31) })
        {
            CheckMargins(new LightGbmText((ulong)(100 + missingType + leaves), missingType), trees, leaves, scale: 1);
        }
    }

    [Fact]
    public void Multiclass_TreesOfARound_AddToTheirClasses()
    {
        var text = new LightGbmText(7, 2) { Outputs = 3, Objective = "multiclass num_class:3" };
        var model = CheckMargins(text, 12, 10, scale: 1);
        Assert.Equal((OutputKind.ClassProbabilities, MarginLink.Softmax), (model.Output.Kind, model.Link));
    }

    [Fact]
    public void RandomForest_AverageOutput_DividesByItsRounds() =>
        CheckMargins(new LightGbmText(8, 2) { Extra = "average_output\n" }, 10, 10, scale: 0.1);

    [Fact]
    public void Binary_WithASigmoidFactor_GivesItsProbability()
    {
        var text = new LightGbmText(9, 2) { Objective = "binary sigmoid:0.7" };
        var model = Read(text.Write(15, 12));
        var row = text.Row();

        Assert.Equal(1 / (1 + Math.Exp(-0.7 * text.Margins(row)[0])), model.ScoreOne(row), Tolerance);
        Assert.Equal(OutputKind.Probability, model.Output.Kind);
    }

    [Theory]
    [InlineData("objective=regression", "objective=regression sqrt", "reg_sqrt")]
    [InlineData("objective=regression", "objective=multiclassova num_class:3 sigmoid:1", "multiclassova")]
    [InlineData("is_linear=0", "is_linear=1", "linear")]
    [InlineData("tree_sizes=1 1", "tree_sizes=1 1 1", "announces 3 trees")]
    [InlineData("end of trees", "", "ends before")]
    [InlineData("split_feature=", "split_feature=9 ", "split_feature")]
    [InlineData("max_feature_idx=4", "max_feature_idx=x", "max_feature_idx")]
    public void Model_ThatCannotBeScoredRightly_IsRefusedByName(string part, string replacement, string message)
    {
        var text = new LightGbmText(10, 2).Write(2, 6).Replace(part, replacement, StringComparison.Ordinal)
            .Replace(replacement.Length == 0 ? "feature_importances:" : "\0", "", StringComparison.Ordinal);

        Assert.Contains(message, Assert.Throws<LearningException>(() => Read(text)).Message);
    }

    private static BoostedTreesModel CheckMargins(LightGbmText text, int trees, int leaves, double scale)
    {
        var model = Read(text.Write(trees, leaves));
        var margins = new double[model.Output.Width];
        for (var i = 0; i < Rows; i++)
        {
            var row = text.Row();
            model.Margins(row, margins);
            Assert.All(text.Margins(row).Zip(margins), pair => Assert.Equal(pair.First * scale, pair.Second, Tolerance));
        }

        return model;
    }

    private static BoostedTreesModel Read(string text) => ForeignModels.Read(Encoding.UTF8.GetBytes(text));
}
