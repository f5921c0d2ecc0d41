using MlPlatform.Learning.Models;
using MlPlatform.Learning.Neighbors;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Neighbors;

public sealed class KNearestNeighborsTests
{
    private static readonly double[][] Queries = [[1, -1, 0.5], [6, -6, 1], [3, -3, 0]];

    // scikit-learn 1.2.1: KNeighborsClassifier(7, algorithm="brute", metric=...).fit(X, i * 7 % 3).predict_proba(queries)
    // with X as SampleRows.Waves(200).
    [Theory]
    [InlineData("L2", new[] { 3, 4, 0, 0, 1, 6, 2, 5, 0 })]
    [InlineData("COSINE", new[] { 0, 2, 5, 0, 3, 4, 0, 3, 4 })]
    public void Classifier_OnWaves_GivesScikitLearnsShares(string metric, int[] sevenths)
    {
        var model = Fit(SampleRows.Waves(200), 3, [.. Enumerable.Range(0, 200).Select(i => (double)(i * 7 % 3))], ("k", "7"), ("index_metric", metric));
        Assert.Equal(OutputKind.ClassProbabilities, model.Output.Kind);
        Assert.Equal(sevenths, Queries.SelectMany(query => Score(model, query)).Select(share => (int)Math.Round(share * 7)));
    }

    // KNeighborsRegressor(5, ...).fit(X, i).predict(queries).
    [Theory]
    [InlineData("L2", new[] { 71.2, 113.6, 104.2 })]
    [InlineData("COSINE", new[] { 114.4, 79.6, 80.2 })]
    public void Regressor_OnWaves_GivesScikitLearnsMeans(string metric, double[] means)
    {
        var model = Fit(SampleRows.Waves(200), 3, [.. Enumerable.Range(0, 200).Select(i => (double)i)], ("k", "5"), ("predictor_type", "regressor"), ("index_metric", metric));
        Assert.Equal(means, Queries.Select(query => Math.Round(Score(model, query)[0], 9)));
    }

    [Theory]
    [InlineData("L2")]
    [InlineData("INNER_PRODUCT")]
    [InlineData("COSINE")]
    public void Search_OnRandomRows_FindsWhatANaiveSearchFinds(string metric)
    {
        const int Width = 5, Rows = 700, Neighbors = 9;
        var rows = SampleRows.Normal(Rows, Width, 1);
        var queries = SampleRows.Normal(70, Width, 2);
        var numbers = Enumerable.Range(0, Rows).Select(row => Math.Pow(1.3, row % 37) + row).ToArray();
        var model = Fit(rows, Width, numbers, ("k", "9"), ("predictor_type", "regressor"), ("index_metric", metric));
        foreach (var query in queries.Chunk(Width))
        {
            var nearest = rows.Chunk(Width).Select((row, at) => (Far: Far(metric, row, query), At: at)).Order().Take(Neighbors);
            Assert.Equal(nearest.Average(row => numbers[row.At]), Score(model, Array.ConvertAll(query, value => (double)value))[0], 1e-9);
        }
    }

    [Fact]
    public void Ties_GoToTheFirstRows()
    {
        var model = Fit([1, 0, 1, 0, 1, 0, 1], 1, [1, 2, 3, 4, 5, 6, 7], ("k", "2"), ("predictor_type", "regressor"));
        Assert.Equal(2, Score(model, [1])[0]);
        Assert.Equal(3, Score(model, [0])[0]);
    }

    [Fact]
    public void Scores_OnEveryPathAndInBatches_AreTheSameBits()
    {
        const int Width = 6;
        var data = Labelled(SampleRows.Normal(333, Width, 3), Width, [.. Enumerable.Range(0, 333).Select(i => Math.Sqrt(i))]);
        var queries = Array.ConvertAll(SampleRows.Normal(45, Width, 4), value => (double)value);
        var expected = queries.Chunk(Width).Select(query => Score(KNearestNeighbors.Fit(data, Regression, FitContext.None, KernelPath.Scalar, CancellationToken.None), query)[0]);
        foreach (var path in Enum.GetValues<KernelPath>())
        {
            var model = KNearestNeighbors.Fit(data, Regression, new FitContext { Threads = 2 }, path, CancellationToken.None);
            var scores = new double[45];
            model.ScoreRows(queries, scores);
            Assert.Equal(expected, scores);
        }
    }

    [Fact]
    public void Weights_CountAsVotes_AndZeroAsNoRow()
    {
        var data = Labelled([0, 1, 2, 100], 1, [0, 1, 1, 0]) with { Weights = [3, 1, 0, 1] };
        var model = KNearestNeighbors.Fit(data, Options(("k", "2")), FitContext.None, CancellationToken.None);
        Assert.Equal(OutputKind.Probability, model.Output.Kind);
        Assert.Equal(0.25, Score(model, [1])[0]);
    }

    [Fact]
    public void SampleSize_KeepsSoManyRows()
    {
        var model = Fit(SampleRows.Normal(500, 2, 5), 2, new double[500], ("sample_size", "60"));
        Assert.Equal(60, model.Rows.Tiles.Count);
    }

    [Fact]
    public void SignProjection_KeepsDistancesOnAverage()
    {
        const int Width = 200, Target = 100;
        var values = SampleRows.Normal(60, Width, 6);
        var model = Fit(values, Width, new double[60], ("k", "1"), ("dimension_reduction_type", "sign"), ("dimension_reduction_target", "100"));
        var placed = model.Rows.Tiles;
        Assert.Equal(Target, placed.Width);
        var (first, second) = (new float[Target], new float[Target]);
        var ratios = new List<double>();
        for (var i = 0; i < 30; i++)
        {
            placed.CopyRow(i, first);
            placed.CopyRow(i + 30, second);
            ratios.Add(Distances.Squared(first, second) / Distances.Squared(values.AsSpan(i * Width, Width), values.AsSpan((i + 30) * Width, Width)));
        }

        Assert.Equal(1, ratios.Average(), 0.1);
    }

    [Theory]
    [InlineData("L2", "none")]
    [InlineData("COSINE", "sign")]
    public void Model_SavedAndLoaded_ScoresTheSame(string metric, string reduction)
    {
        var model = Fit(SampleRows.Waves(50), 3, [.. Enumerable.Range(0, 50).Select(i => (double)(i % 4))], ("k", "3"), ("index_metric", metric), ("dimension_reduction_type", reduction));
        var back = ModelReader.Read(SampleRows.Bytes(model));
        Assert.Equal(SampleRows.Bytes(model), SampleRows.Bytes(back));
        foreach (var query in Queries) Assert.Equal(Score(model, query), Score(back, query));
    }

    [Fact]
    public void Scoring_AllocatesNothing()
    {
        var model = Fit(SampleRows.Waves(90), 3, new double[90]);
        double[] row = [1, 2, 3];
        var outputs = new double[1];
        Assert.Equal(0, SampleRows.Allocated(() => model.Score(row, outputs)));
    }

    [Fact]
    public void MoreNeighboursThanRows_IsRefused() => Assert.Contains(
        "k is 10, but there are only 5 rows", Assert.Throws<LearningException>(() => Fit([1, 2, 3, 4, 5], 1, new double[5])).Message);

    [Fact]
    public void LabelThatIsNoClass_IsRefusedByRow() => Assert.Contains(
        "'y' is 0.5 in row 3", Assert.Throws<LearningException>(() => Fit([1, 2, 3, 4, 5], 1, [0, 1, 0.5, 1, 0], ("k", "2"))).Message);

    private static KNearestOptions Regression => Options(("k", "4"), ("predictor_type", "regressor"));

    private static double Far(string metric, float[] row, float[] query)
    {
        double inner = 0, length = 0, squared = 0;
        for (var i = 0; i < row.Length; i++)
        {
            inner += (double)row[i] * query[i];
            length += (double)row[i] * row[i];
            squared += ((double)row[i] - query[i]) * ((double)row[i] - query[i]);
        }

        return metric switch { "L2" => squared, "COSINE" => -inner / Math.Sqrt(length), _ => -inner };
    }

    private static double[] Score(ITabularModel model, double[] row)
    {
        var outputs = new double[model.Output.Width];
        model.Score(row, outputs);
        return outputs;
    }

    private static TrainingData Labelled(float[] rows, int width, double[] labels) => TrainingData.From(
        new Table([new Float64Column("y", labels), .. SampleRows.Table(rows, width).Columns]), new LabelSchema("y"));

    private static KNearestModel Fit(float[] rows, int width, double[] labels, params (string, string)[] options) =>
        KNearestNeighbors.Fit(Labelled(rows, width, labels), Options(options), FitContext.None, CancellationToken.None);

    private static KNearestOptions Options(params (string Name, string Value)[] options) =>
        KNearestOptions.Parse(options.ToDictionary(option => option.Name, option => option.Value));
}
