using MlPlatform.Learning.Anomalies;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Anomalies;

public sealed class RandomCutForestTests
{
    private const int Width = 6;

    [Fact]
    public void Fit_WithPlantedAnomalies_RanksThemFirst()
    {
        var (rows, labels) = Planted(3000, 30);
        var model = Fit(rows, ("num_trees", "100"));
        const double Best = 0.999;
        Assert.InRange(BinaryMetrics.RocAuc(Scores(model, rows), labels), Best, 1);
    }

    [Fact]
    public void Fit_WithAnyThreadsAndPath_GivesTheSameBytes()
    {
        var data = SampleRows.Unlabelled(SampleRows.Normal(2000, Width, 1), Width);
        var expected = SampleRows.Bytes(RandomCutForest.Fit(data, Options(), FitContext.None, KernelPath.Scalar, CancellationToken.None));
        foreach (var path in Enum.GetValues<KernelPath>())
        {
            Assert.Equal(expected, SampleRows.Bytes(RandomCutForest.Fit(data, Options(), new FitContext { Threads = 2 }, path, CancellationToken.None)));
        }
    }

    [Fact]
    public void Sample_OfEachTree_HasItsSizeAndOnlyRowsWithWeight()
    {
        var rows = SampleRows.Normal(400, 1, 2);
        var data = SampleRows.Unlabelled(rows, 1) with { Weights = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 1.5 : 0)] };
        var model = RandomCutForest.Fit(data, Options(("num_samples_per_tree", "50")), FitContext.None, CancellationToken.None);
        var allowed = rows.Where((_, i) => i % 2 == 0).ToHashSet();
        Assert.All(model.Trees, tree =>
        {
            Assert.Equal(50, tree.Count);
            Assert.All(tree.Preorder().Where(tree.IsLeaf), leaf => Assert.Contains(tree.Boxes.Low(leaf)[0], allowed));
        });
    }

    [Fact]
    public void Weights_DrawRowsInProportion()
    {
        const int Runs = 3000;
        var taken = new double[3];
        for (ulong seed = 0; seed < Runs; seed++) taken[RowSamples.Weighted([1, 2, 5], 1, new SeededRandom(seed))[0]]++;
        Assert.Equal(1 / 8.0, taken[0] / Runs, 0.03);
        Assert.Equal(5 / 8.0, taken[2] / Runs, 0.03);
    }

    [Fact]
    public void EvenSample_TakesEveryRowAsOften()
    {
        const int Runs = 4000;
        var taken = new double[10];
        for (ulong seed = 0; seed < Runs; seed++)
        {
            var rows = RowSamples.Even(10, 3, new SeededRandom(seed));
            Assert.Equal(3, rows.Distinct().Count());
            foreach (var row in rows) taken[row]++;
        }

        Assert.All(taken, count => Assert.Equal(0.3, count / Runs, 0.03));
    }

    [Fact]
    public void Update_OnAStream_ScoresTheAnomalyHighAndLearnsTheNewNormal()
    {
        var forest = new RandomCutForest(Fit(SampleRows.Normal(300, Width, 3), ("num_samples_per_tree", "64")));
        var shifted = SampleRows.Normal(3000, Width, 4).Chunk(Width).Select(row => Array.ConvertAll(row, value => (double)value + 25)).ToArray();
        var first = forest.Update(shifted[0]);
        foreach (var row in shifted) forest.Update(row);
        var last = forest.Update(shifted[^1]);
        Assert.InRange(first, 50, 64);
        Assert.InRange(last, 0, first / 5);
        Assert.Equal(3302, forest.RowsSeen);
        Assert.All(forest.ToModel().Trees, tree => Assert.Equal(64, tree.Count));
    }

    [Fact]
    public void Update_OnTheSameStream_GivesTheSameForest()
    {
        var model = Fit(SampleRows.Normal(100, 2, 5), 2, ("num_samples_per_tree", "32"));
        var before = SampleRows.Bytes(model);
        var stream = SampleRows.Normal(200, 2, 6).Chunk(2).Select(row => Array.ConvertAll(row, value => (double)value)).ToArray();
        var (first, second) = (new RandomCutForest(model), new RandomCutForest((RandomCutForestModel)ModelReader.Read(before)));
        foreach (var row in stream) Assert.Equal(first.Update(row), second.Update(row));
        Assert.Equal(SampleRows.Bytes(first.ToModel()), SampleRows.Bytes(second.ToModel()));
        Assert.Equal(before, SampleRows.Bytes(model));
    }

    [Fact]
    public void Model_SavedAndLoaded_ScoresTheSame()
    {
        var rows = SampleRows.Normal(300, Width, 7);
        var model = Fit(rows);
        var back = ModelReader.Read(SampleRows.Bytes(model));
        Assert.Equal(SampleRows.Bytes(model), SampleRows.Bytes(back));
        Assert.Equal(Scores(model, rows), Scores(back, rows));
    }

    [Fact]
    public void Scoring_AllocatesNothing()
    {
        var model = Fit(SampleRows.Normal(300, Width, 8));
        var row = new double[Width];
        var outputs = new double[1];
        Assert.Equal(0, SampleRows.Allocated(() => model.Score(row, outputs)));
    }

    [Fact]
    public void RowsAllEqual_ScoreNothing()
    {
        var model = Fit([.. Enumerable.Repeat(2f, 40)], 2);
        Assert.Equal(0, Scores(model, [2, 2], 2)[0]);
    }

    [Theory]
    [InlineData("cut_features", 0)]
    [InlineData("cut_features", 6)]
    [InlineData("cut_features", -2)]
    [InlineData("leaf_masses", 0)]
    [InlineData("leaf_masses", 257)]
    public void ModelFile_WhoseNodesDoNotFit_IsRefused(string array, int value)
    {
        var file = ModelFile.Read(SampleRows.Bytes(Fit(SampleRows.Normal(300, Width, 10))));
        var ints = new Dictionary<string, int[]> { ["cut_features"] = file.Array<int>("cut_features"), ["leaf_masses"] = file.Array<int>("leaf_masses") };
        ints[array][^1] = value;
        var stream = new MemoryStream();
        ModelFile.Write(stream, file.Manifest, [
            .. file.Manifest.Arrays.Select(entry => entry.Type switch
            {
                "i32" => NamedArray.Of(entry.Name, ints.GetValueOrDefault(entry.Name) ?? file.Array<int>(entry.Name)),
                "f32" => NamedArray.Of(entry.Name, file.Array<float>(entry.Name)),
                _ => NamedArray.Of(entry.Name, file.Array<double>(entry.Name)),
            })]);
        Assert.Contains("do not fit together", Assert.Throws<LearningException>(() => ModelReader.Read(stream.ToArray())).Message);
    }

    private static (float[] Rows, double[] Labels) Planted(int count, int anomalies)
    {
        var rows = SampleRows.Normal(count, Width, 9);
        var labels = new double[count];
        for (var i = 0; i < anomalies; i++)
        {
            var row = i * (count / anomalies);
            rows[(row * Width) + (i % Width)] = i % 2 == 0 ? 9 : -9;
            labels[row] = 1;
        }

        return (rows, labels);
    }

    private static double[] Scores(ITabularModel model, float[] rows, int width = Width)
    {
        var scores = new double[rows.Length / width];
        model.ScoreRows(Array.ConvertAll(rows, value => (double)value), scores);
        return scores;
    }

    private static RandomCutForestModel Fit(float[] rows, params (string, string)[] options) => Fit(rows, Width, options);

    private static RandomCutForestModel Fit(float[] rows, int width, params (string, string)[] options) =>
        RandomCutForest.Fit(SampleRows.Unlabelled(rows, width), Options(options), FitContext.None, CancellationToken.None);

    private static RandomCutForestOptions Options(params (string Name, string Value)[] options) => RandomCutForestOptions.Parse(
        options.Append(("num_trees", "50")).DistinctBy(option => option.Item1).ToDictionary(option => option.Item1, option => option.Item2));
}
