using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using static MlPlatform.Learning.Tests.Trees.TreeSamples;

namespace MlPlatform.Learning.Tests.Trees;

/// <summary>Predictions and leaf counts of xgboost 1.7.4 on the same rows.</summary>
/// <remarks>
/// xgboost.train(dict(tree_method='hist', max_depth=3, eta=.3, max_bin=256, objective=..., base_score=.5, ...), DMatrix(X, y), 10) on
/// the rows below; for classes the probability of the row's own one. The columns have no more values than bins, so both libraries
/// have the same cuts to choose from; sums of 32-bit floats there and of integers here differ by less than the tolerance.
/// </remarks>
public sealed class XgboostComparisonTests
{
    private const int RowCount = 400;
    private const double Tolerance = 2e-4;
    private static readonly int[] Asked = [0, 1, 2, 17, 34, 399];

    private static readonly (string, string)[] Depthwise = [("max_depth", "3")];

    private static readonly (string, string)[] Regularised = [("max_depth", "3"), ("alpha", "0.5"), ("gamma", "0.3"), ("min_child_weight", "4")];

    private static readonly (string, string)[] Bounded = [("max_depth", "3"), ("max_delta_step", "0.4"), ("lambda", "3")];

    private static readonly (string, string)[] ByLoss = [("max_depth", "0"), ("grow_policy", "lossguide"), ("max_leaves", "6")];

    [Theory]
    [InlineData("reg:squarederror", 79, 7.298692, new[] { 0.59043, 1.86498, 3.32505, 4.02869, 1.62049, 2.76389 })]
    [InlineData("binary:logistic", 72, 0.529112, new[] { 0.15476, 0.88989, 0.95371, 0.9548, 0.33323, 0.93268 })]
    [InlineData("count:poisson", 79, 2.944414, new[] { 0.45296, 1.14102, 2.40235, 2.60928, 0.95986, 1.83843 })]
    [InlineData("multi:softprob", 223, 0.538549, new[] { 0.41958, 0.5133, 0.85112, 0.94648, 0.67615, 0.82667 })]
    [InlineData("reg:gamma", 79, 5.33708, new[] { 0.95448, 2.11739, 2.93608, 3.38173, 1.8197, 2.81934 })]
    public void Predictions_LevelByLevel_AreThoseOfXgboost(string objective, int leaves, double meanSquare, double[] expected) =>
        Compare(objective, Depthwise, (leaves, meanSquare), expected);

    [Theory]
    [InlineData("reg:squarederror", 78, 7.246977, new[] { 0.73428, 1.80421, 3.15761, 4.15578, 1.61954, 2.99497 })]
    [InlineData("binary:logistic", 65, 0.520614, new[] { 0.29727, 0.8505, 0.95148, 0.94752, 0.58393, 0.93447 })]
    public void Predictions_WithPenalties_AreThoseOfXgboost(string objective, int leaves, double meanSquare, double[] expected) =>
        Compare(objective, Regularised, (leaves, meanSquare), expected);

    [Theory]
    [InlineData("reg:squarederror", 78, 1.976557, new[] { -0.03693, 1.7, 1.7, 1.7, 1.02124, 1.7 })]
    [InlineData("count:poisson", 72, 1.589728, new[] { 0.35106, 1.28623, 1.66006, 1.66006, 0.74135, 1.66006 })]
    public void Predictions_WithBoundedSteps_AreThoseOfXgboost(string objective, int leaves, double meanSquare, double[] expected) =>
        Compare(objective, Bounded, (leaves, meanSquare), expected);

    [Theory]
    [InlineData("reg:squarederror", 60, 7.252438, new[] { 0.78143, 1.69327, 3.32115, 4.35733, 1.89313, 2.82756 })]
    [InlineData("binary:logistic", 60, 0.530392, new[] { 0.1158, 0.88492, 0.94909, 0.94638, 0.56563, 0.93987 })]
    [InlineData("count:poisson", 60, 2.96371, new[] { 0.37269, 0.95906, 2.46026, 2.58899, 1.27649, 1.88866 })]
    [InlineData("multi:softprob", 180, 0.54465, new[] { 0.69719, 0.53862, 0.83603, 0.92274, 0.66794, 0.83394 })]
    [InlineData("reg:gamma", 60, 5.261771, new[] { 0.86437, 2.11027, 2.99429, 3.27508, 2.12, 2.99429 })]
    public void Predictions_LargestGainFirst_AreThoseOfXgboost(string objective, int leaves, double meanSquare, double[] expected) =>
        Compare(objective, ByLoss, (leaves, meanSquare), expected);

    private static void Compare(string objective, (string, string)[] more, (int Leaves, double MeanSquare) whole, double[] expected)
    {
        var data = Rows(objective);
        var model = Fit(data, [("objective", objective), ("num_round", "10"), ("base_score", "0.5"), .. more]);
        var outputs = model.Score(data.Features);
        var width = model.Output.Width;
        double[] scores = [.. Enumerable.Range(0, RowCount).Select(row => outputs[(row * width) + (width == 1 ? 0 : (int)data.Labels[row])])];
        Assert.Equal(whole.Leaves, model.Ensemble.Trees.Sum(tree => tree.Feature.Count(feature => feature < 0)));
        for (var i = 0; i < Asked.Length; i++) Assert.Equal(expected[i], scores[Asked[i]], Tolerance * Math.Max(1, expected[i]));
        Assert.Equal(whole.MeanSquare, scores.Average(p => p * p), Tolerance * whole.MeanSquare);
    }

    private static TrainingData Rows(string objective)
    {
        var (x0, x1, x2, labels) = (new double[RowCount], new double[RowCount], new double[RowCount], new double[RowCount]);
        for (long i = 0; i < RowCount; i++)
        {
            (x0[i], x1[i], x2[i]) = (i * 7919 % 101, i * 104_729 % 97, i * 1_299_709 % 13);
            var y = (0.05 * x0[i]) + (x1[i] > 48 ? 2 : 0) - (0.3 * x2[i]) + (i * 31 % 7 * 0.1);
            if (i % 17 == 0) x1[i] = double.NaN;
            labels[i] = objective switch
            {
                "binary:logistic" => y > 1.2 ? 1 : 0,
                "count:poisson" => Math.Floor(Math.Max(y, 0)),
                "multi:softprob" => y < 0 ? 0 : y < 2 ? 1 : 2,
                "reg:gamma" => Math.Max(y, 0) + 0.5,
                _ => y,
            };
        }

        return Of(labels, new Float64Column("x0", x0), new Float64Column("x1", x1), new Float64Column("x2", x2));
    }
}
