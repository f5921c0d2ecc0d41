using System.Globalization;
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
    public void RandomForest_OfVersion2_AveragesThePredictionsOfItsLeaves()
    {
        var text = new LightGbmText(11, 2) { Objective = "binary sigmoid:1", Extra = "average_output\n" };
        var model = Read(text.Write(10, 6).Replace("version=v4", "version=v2", StringComparison.Ordinal));
        var row = text.Row();

        Assert.Equal(text.Margins(row)[0] / 10, model.ScoreOne(row), Tolerance);
    }

    [Fact]
    public void Threshold_BetweenDecimals_SendsTheDecimalThatItFollowsLeft()
    {
        var model = Stump(Math.BitIncrement(0.605));

        Assert.True((double)0.605f > Math.BitIncrement(0.605));
        Assert.Equal([-1, 1], [model.ScoreOne([0.605]), model.ScoreOne([0.606])]);
    }

    [Fact]
    public void Threshold_BetweenNeighbouringFloats_PartsThem()
    {
        var below = 0.3f;
        var above = MathF.BitIncrement(below);
        var model = Stump(Math.BitIncrement(((double)below + above) / 2));

        Assert.Equal([-1, 1], [model.ScoreOne([below]), model.ScoreOne([above])]);
    }

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

    /// <summary>One split: -1 up to the threshold, 1 above.</summary>
    private static BoostedTreesModel Stump(double threshold) => Read(string.Create(CultureInfo.InvariantCulture, $"""
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=0
        objective=regression
        feature_names=a
        feature_infos=[0:1]
        tree_sizes=1

        Tree=0
        num_leaves=2
        num_cat=0
        split_feature=0
        threshold={threshold:R}
        decision_type=0
        left_child=-1
        right_child=-2
        leaf_value=-1 1
        is_linear=0
        shrinkage=1

        end of trees
        """));
}
