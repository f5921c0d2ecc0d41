using MlPlatform.Clarify.Models;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees;
using MlPlatform.Tables;
using MlPlatform.Trust.Explanations.Trees;

namespace MlPlatform.Clarify.Tests;

public sealed class ShapTreesTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(-0f)]
    [InlineData(1f)]
    [InlineData(-1f)]
    [InlineData(0.1f)]
    [InlineData(-123.456f)]
    [InlineData(float.Epsilon)]
    [InlineData(float.MaxValue)]
    [InlineData(float.MinValue)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(16777216f)]
    public void Bound_OfAThreshold_PartsValuesAsRoundingToFloatsDoes(float threshold)
    {
        var bound = ShapTrees.Bound(threshold);

        foreach (var value in Around(threshold, bound)) Assert.Equal((float)value < threshold, value < bound);
    }

    [Fact]
    public void ShapTrees_OfAModel_ScoreAsTheModelDoes()
    {
        var model = Model();
        var trees = ShapTrees.From(model);
        double[] values = [-2, 0.1f, 0.1, 0.09999999, 3, double.NaN, 0, 1, 5, 33, 34, 64, -1, 700];
        foreach (var number in values)
        {
            foreach (var code in values)
            {
                double[] row = [number, code], margins = new double[2];
                model.Margins(row, margins);
                Assert.Equal(margins, trees.ToScorer().Scores(row));
            }
        }
    }

    [Fact]
    public void ShapTrees_OfAModel_AddUpToItsMargins()
    {
        var model = Model();
        double[] row = [0.05, 33], margins = new double[2];
        model.Margins(row, margins);

        var found = new TreeShap(ShapTrees.From(model)).Explain(row, threads: 1, CancellationToken.None);

        for (var output = 0; output < 2; output++)
        {
            Assert.Equal(margins[output], found.BaseValues[output] + found.Row(0, output)[0] + found.Row(0, output)[1], 1e-12);
        }
    }

    private static IEnumerable<double> Around(float threshold, double bound)
    {
        foreach (var value in (double[])[threshold, bound, float.BitDecrement(threshold), float.BitIncrement(threshold), 0, 1e300, -1e300])
        {
            yield return value;
            yield return double.BitDecrement(value);
            yield return double.BitIncrement(value);
        }
    }

    /// <summary>Two outputs with a tree each: a number's split above a category's, and a category's above a number's.</summary>
    private static BoostedTreesModel Model()
    {
        DecisionTree Tree(int first, int second) => new()
        {
            Feature = [first, second, -1, -1, -1], Threshold = [0.1f, 0.1f, 0, 0, 0], Left = [1, 2, 0, 0, 0], Right = [4, 3, 0, 0, 0],
            DefaultLeft = [1, 0, 0, 0, 0], Value = [0, 0, 0.5f, -1, 2], Gain = new float[5], Cover = [10, 6, 2, 4, 4],
            CategoryStart = [first == 1 ? 0 : -1, second == 1 ? 0 : -1, -1, -1, -1], CategoryLength = [first == 1 ? 2 : 0, second == 1 ? 2 : 0, 0, 0, 0],
            CategoryWords = [0b100011, 0b10],
        };
        InputColumn[] inputs = [new("number", ColumnType.Number, null), new("code", ColumnType.Number, null)];
        var output = new ModelOutput(OutputKind.ClassProbabilities, 2, new LabelSchema("label") { Classes = ["a", "b"] });
        var ensemble = new TreeEnsemble([Tree(0, 1), Tree(1, 0)], [0.25, -0.25], 2, 2);
        return new BoostedTreesModel(inputs, ensemble, MarginLink.Softmax, output, new Dictionary<string, string>(StringComparer.Ordinal));
    }
}
