using MlPlatform.Learning.Clustering;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Clustering;

public sealed class KMeansTests
{
    [Theory]
    [InlineData("lloyd", 20_000)]
    [InlineData("lloyd", SampledStart.Rows + 1000)]
    [InlineData("mini_batch", 20_000)]
    public void Fit_WithAnyThreadsAndPath_GivesTheSameBytes(string mode, int rows)
    {
        var data = SampleRows.Unlabelled(SampleRows.Normal(rows, 5, 1), 5);
        var options = Options(("k", "7"), ("algorithm_mode", mode), ("epochs", "2"), ("mini_batch_size", "3000"));
        var expected = SampleRows.Bytes(KMeans.Fit(data, options, FitContext.None, KernelPath.Scalar, CancellationToken.None));
        foreach (var path in Enum.GetValues<KernelPath>())
        {
            Assert.Equal(expected, SampleRows.Bytes(KMeans.Fit(data, options, new FitContext { Threads = 2 }, path, CancellationToken.None)));
        }
    }

    [Theory]
    [InlineData("lloyd", "random")]
    [InlineData("lloyd", "kmeans++")]
    [InlineData("mini_batch", "random")]
    [InlineData("mini_batch", "kmeans++")]
    public void Fit_OnDistantGroups_FindsThem(string mode, string init)
    {
        const int Groups = 4;
        var rows = SampleRows.Blobs(4000, 4, Groups, 2);
        var model = Fit(rows, 4, ("k", "4"), ("algorithm_mode", mode), ("init_method", init), ("local_lloyd_init_method", init), ("mini_batch_size", "500"));
        var clusters = Scores(model, rows, 4).Select((score, row) => (score.Cluster, Group: row % Groups)).Distinct().ToArray();
        Assert.Equal(Groups, clusters.Length);
    }

    [Fact]
    public void Fit_OnMoreRowsThanASample_EndsWhereEachCentreIsTheMeanOfItsRows()
    {
        const int Groups = 12;
        const int Count = SampledStart.Rows + 5000;
        var rows = SampleRows.Blobs(Count, 2, Groups, 5);
        var model = Fit(rows, 2, ("k", $"{Groups}"), ("local_lloyd_tol", "0"));
        var scores = Scores(model, rows, 2);
        var means = Enumerable.Range(0, 2).Select(i => rows.Where((_, at) => at % 2 == i).Average(v => (double)v)).ToArray();
        Assert.Equal(Groups, scores.Select((score, row) => (score.Cluster, Group: row % Groups)).Distinct().Count());
        for (var cluster = 0; cluster < Groups; cluster++)
        {
            var members = Enumerable.Range(0, Count).Where(row => scores[row].Cluster == cluster).ToArray();
            for (var column = 0; column < 2; column++)
            {
                var mean = members.Average(row => (double)rows[(row * 2) + column]) - means[column];
                Assert.Equal(mean, model.Centers[(cluster * 2) + column], 1e-3);
            }
        }
    }

    [Fact]
    public void Score_OfARow_IsTheNearestCentreAndItsDistance()
    {
        var rows = SampleRows.Normal(500, 3, 3);
        var model = Fit(rows, 3, ("k", "20"));
        var centers = Array.ConvertAll(model.Centers.ToArray(), value => (double)value);
        var means = Enumerable.Range(0, 3).Select(i => rows.Where((_, at) => at % 3 == i).Average(v => (double)v)).ToArray();
        var centred = rows.Select((value, at) => (float)(value - means[at % 3])).ToArray();
        var scores = Scores(model, rows, 3);
        for (var row = 0; row < 500; row++)
        {
            var (center, squared) = PlainKMeans.Nearest(centred, row, centers, 3);
            Assert.Equal(center, scores[row].Cluster);
            Assert.Equal(Math.Sqrt(squared), scores[row].Distance, 1e-5);
        }
    }

    [Fact]
    public void Score_OnEveryPath_GivesTheSameBits()
    {
        var rows = SampleRows.Normal(200, 6, 4);
        var data = SampleRows.Unlabelled(rows, 6);
        var models = Enum.GetValues<KernelPath>().Select(path => KMeans.Fit(data, Options(("k", "19")), FitContext.None, path, CancellationToken.None)).ToArray();
        var scalar = Scores(models[0], rows, 6);
        Assert.All(models, model => Assert.Equal(scalar, Scores(model, rows, 6)));
    }

    [Fact]
    public void WeightTwo_IsTheRowTwice()
    {
        var rows = SampleRows.Waves(120);
        var start = Fit(rows, 3, ("k", "4"));
        var doubled = SampleRows.Unlabelled([.. rows, .. rows[..(40 * 3)]], 3);
        var weighted = SampleRows.Unlabelled(rows, 3) with { Weights = [.. Enumerable.Range(0, 120).Select(i => i < 40 ? 2.0 : 1.0)] };
        var context = new FitContext { Start = start };
        var first = KMeans.Fit(doubled, Options(("k", "4")), context, CancellationToken.None);
        var second = KMeans.Fit(weighted, Options(("k", "4")), context, CancellationToken.None);
        for (var i = 0; i < first.Centers.Length; i++) Assert.Equal(first.Centers[i], second.Centers[i], 1e-4);
    }

    [Fact]
    public void Model_SavedAndLoaded_ScoresTheSame()
    {
        const string Text = "n,colour\n1,red\n2,red\n,blue\n9,blue\n8,red\n9,green\n";
        var data = TrainingData.Unlabelled(Samples.Csv(Text));
        var model = KMeans.Fit(data, Options(("k", "2")), FitContext.None, CancellationToken.None);
        var back = Assert.IsType<KMeansModel>(ModelReader.Read(SampleRows.Bytes(model)));
        foreach (var row in new double[][] { [1, 0], [double.NaN, 1], [8.5, InputColumn.UnknownCode], [3, double.NaN] })
        {
            Assert.Equal(ScoreOf(model, row), ScoreOf(back, row));
        }

        Assert.Equal(SampleRows.Bytes(model), SampleRows.Bytes(back));
    }

    [Fact]
    public void Start_FromAFittedModel_EndsAtOnceWhereItIs()
    {
        var rows = SampleRows.Normal(800, 4, 5);
        var model = Fit(rows, 4, ("k", "5"), ("local_lloyd_tol", "0"));
        var rounds = 0;
        var again = KMeans.Fit(
            SampleRows.Unlabelled(rows, 4), model.Options, new FitContext { Start = model, OnRound = _ => rounds++ }, CancellationToken.None);
        Assert.Equal(1, rounds);
        Assert.Equal(model.Centers.ToArray(), again.Centers.ToArray());
    }

    [Fact]
    public void MiniBatch_Resumed_GoesOnWithItsCentres()
    {
        var rows = SampleRows.Blobs(3000, 3, 3, 6, distance: 4);
        (string, string)[] options = [("k", "3"), ("algorithm_mode", "mini_batch"), ("mini_batch_size", "500")];
        var losses = new List<double>();
        var first = Fit(rows, 3, options);
        var context = new FitContext { Start = first, OnRound = report => losses.Add(report.TrainingLoss) };
        var second = KMeans.Fit(SampleRows.Unlabelled(rows, 3), Options(options), context, CancellationToken.None);
        Assert.Equal(2 * first.Online!.Weights.Sum(), second.Online!.Weights.Sum(), 1e-6);
        var exact = Fit(rows, 3, ("k", "3"));
        const double Near = 1.05;
        Assert.InRange(Inertia(second, rows, 3), 0, Inertia(exact, rows, 3) * Near);
    }

    [Fact]
    public void Rounds_ReportTheMeanSquaredDistance_OfTheirModel()
    {
        var rows = SampleRows.Normal(700, 4, 7);
        var held = SampleRows.Normal(100, 4, 8);
        var reports = new List<RoundReport>();
        var models = new List<ITabularModel>();
        var context = new FitContext
        {
            Validation = SampleRows.Unlabelled(held, 4),
            OnRound = report =>
            {
                reports.Add(report);
                models.Add(report.Model());
            },
        };
        KMeans.Fit(SampleRows.Unlabelled(rows, 4), Options(("k", "6"), ("local_lloyd_tol", "0")), context, CancellationToken.None);
        Assert.Equal(Inertia(models[^1], rows, 4) / 700, reports[^1].TrainingLoss, 1e-4);
        Assert.Equal(Inertia(models[0], held, 4) / 100, reports[0].ValidationLoss!.Value, 1e-4);
    }

    [Fact]
    public void Scoring_AllocatesNothing()
    {
        var model = Fit(SampleRows.Normal(200, 4, 9), 4, ("k", "3"));
        double[] row = [1, 2, 3, 4];
        var outputs = new double[2];
        Assert.Equal(0, SampleRows.Allocated(() => model.Score(row, outputs)));
    }

    [Fact]
    public void MoreClustersThanRows_IsRefused() => Refused("k is 30, but there are only 20 rows", SampleRows.Unlabelled(SampleRows.Normal(20, 2, 1), 2), ("k", "30"));

    [Fact]
    public void AnotherWidth_IsRefused() => Refused("feature_dim is 3, but the data has 2", SampleRows.Unlabelled(SampleRows.Normal(20, 2, 1), 2), ("feature_dim", "3"));

    [Fact]
    public void InfiniteValue_IsRefusedByColumn()
    {
        var rows = SampleRows.Normal(20, 2, 1);
        rows[5] = float.PositiveInfinity;
        Refused("c1", SampleRows.Unlabelled(rows, 2), ("k", "2"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void InfiniteValidationValue_IsRefusedByColumnAndRow(int threads)
    {
        var held = SampleRows.Normal(20_000, 2, 2);
        held[^1] = float.NegativeInfinity;
        var context = new FitContext { Threads = threads, Validation = SampleRows.Unlabelled(held, 2) };
        var message = Assert.Throws<LearningException>(() => KMeans.Fit(
            SampleRows.Unlabelled(SampleRows.Normal(50, 2, 1), 2), Options(("k", "2")), context, CancellationToken.None)).Message;
        Assert.Contains("c1", message);
        Assert.Contains("20000", message);
    }

    [Fact]
    public void NumbersTooLargeForFloats_AreRefusedByColumn()
    {
        var huge = new Table([new Float64Column("huge", new[] { 1e300, -1e300, 0, 1, 2 })]);
        Refused("'huge' holds numbers too large", TrainingData.Unlabelled(huge), ("k", "2"));
    }

    [Fact]
    public void Start_WithAnotherK_IsRefused()
    {
        var rows = SampleRows.Normal(50, 2, 1);
        var context = new FitContext { Start = Fit(rows, 2, ("k", "3")) };
        Assert.Contains("has 3 clusters", Assert.Throws<LearningException>(() => KMeans.Fit(SampleRows.Unlabelled(rows, 2), Options(("k", "4")), context, CancellationToken.None)).Message);
    }

    [Fact]
    public void NoWeight_IsRefused() => Refused(
        "weights of all rows are zero", SampleRows.Unlabelled(SampleRows.Normal(20, 2, 1), 2) with { Weights = new double[20] }, ("k", "2"));

    private static void Refused(string message, TrainingData data, params (string, string)[] options) => Assert.Contains(
        message, Assert.Throws<LearningException>(() => KMeans.Fit(data, Options(options), FitContext.None, CancellationToken.None)).Message);

    private static double Inertia(ITabularModel model, float[] rows, int width) => Scores(model, rows, width).Sum(score => score.Distance * score.Distance);

    private static (int Cluster, double Distance)[] Scores(ITabularModel model, float[] rows, int width) =>
        [.. rows.Chunk(width).Select(row => ScoreOf(model, Array.ConvertAll(row, value => (double)value)))];

    private static (int Cluster, double Distance) ScoreOf(ITabularModel model, double[] row)
    {
        var outputs = new double[2];
        model.Score(row, outputs);
        return ((int)outputs[0], outputs[1]);
    }

    private static KMeansModel Fit(float[] rows, int width, params (string, string)[] options) =>
        KMeans.Fit(SampleRows.Unlabelled(rows, width), Options(options), FitContext.None, CancellationToken.None);

    private static KMeansOptions Options(params (string Name, string Value)[] options) =>
        KMeansOptions.Parse(options.ToDictionary(option => option.Name, option => option.Value));
}
