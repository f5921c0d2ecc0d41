using MlPlatform.Learning.Trees;
using MlPlatform.Tables;
using static MlPlatform.Learning.Tests.Trees.TreeSamples;

namespace MlPlatform.Learning.Tests.Trees;

/// <summary>The first split against every split there is.</summary>
public sealed class SplitOracleTests
{
    private const double Lambda = 0.7;
    private const double LeastWeight = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void FirstSplit_OfNumbersWithMissing_IsTheBestOfAll(ulong seed)
    {
        var data = Numbers(40, 3, seed, (x, random) => Math.Round((2 * x[0]) + x[1] + random.NextNormal()), missing: 0.2);
        var tree = Stump(data);
        var best = data.Features.Columns.SelectMany(column => Cuts((NumberColumn)column, data.Labels)).Max();
        Assert.Equal(best, tree.Gain[0], 1e-4 * best);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void FirstSplit_OfCategories_IsTheBestOfAllSubsets(ulong seed)
    {
        var random = new SeededRandom(seed);
        string?[] kinds = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", null];
        var texts = Enumerable.Range(0, 60).Select(_ => kinds[random.NextInt32(kinds.Length)]).ToArray();
        double[] labels = [.. texts.Select(t => (t is null ? 3 : t[1] * 7919 % 11) + Math.Round(random.NextNormal()))];
        var tree = Stump(Of(labels, Categories("c", texts)), ("lambda", "0"), ("cat_smooth", "0"), ("min_child_weight", "0"));
        var best = Subsets(texts, labels).Max();
        Assert.Equal(best, tree.Gain[0], 1e-4 * best);
    }

    private static DecisionTree Stump(TrainingData data, params (string Name, string Value)[] more)
    {
        var hyperparameters = new Dictionary<string, string>
        {
            ["num_round"] = "1", ["max_depth"] = "1", ["lambda"] = "0.7", ["min_child_weight"] = "2", ["base_score"] = "0",
        };
        foreach (var (name, value) in more) hyperparameters[name] = value;
        return BoostedTrees.Fit(data, BoostedTreesOptions.Parse(hyperparameters), FitContext.None, CancellationToken.None).Ensemble.Trees[0];
    }

    private static IEnumerable<double> Cuts(NumberColumn column, double[] labels)
    {
        var values = column.ToArray();
        foreach (var cut in values.Where(v => !double.IsNaN(v)).Append(double.MaxValue).Distinct())
        {
            foreach (var missingLeft in new[] { true, false })
            {
                yield return Gain(labels, row => double.IsNaN(values[row]) ? missingLeft : values[row] < cut, Lambda, LeastWeight);
            }
        }
    }

    private static IEnumerable<double> Subsets(string?[] texts, double[] labels)
    {
        string?[] kinds = [.. texts.Distinct()];
        for (var set = 1; set < 1 << kinds.Length; set++)
        {
            yield return Gain(labels, row => (set >> Array.IndexOf(kinds, texts[row]) & 1) != 0, 0, 1);
        }
    }

    private static double Gain(double[] labels, Func<int, bool> goesLeft, double lambda, double least)
    {
        var left = Enumerable.Range(0, labels.Length).Where(goesLeft).Select(row => labels[row]).ToArray();
        var right = Enumerable.Range(0, labels.Length).Where(row => !goesLeft(row)).Select(row => labels[row]).ToArray();
        if (left.Length < least || right.Length < least) return double.NegativeInfinity;
        return Part(left, lambda) + Part(right, lambda) - Part(labels, lambda);
    }

    private static double Part(double[] labels, double lambda) => labels.Sum() * labels.Sum() / (labels.Length + lambda);
}
