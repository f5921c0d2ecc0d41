using MlPlatform.Learning.Decomposition;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Tests.Tiles;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Decomposition;

public sealed class PcaTests
{
    private const double Near = 1e-5;

    // scikit-learn 1.2.1: PCA(3, svd_solver="full") of SampleRows.Waves(200) as float32, signs turned so that the largest part is positive.
    [Theory]
    [InlineData("regular")]
    [InlineData("randomized")]
    public void Fit_OnWaves_FindsScikitLearnsComponents(string mode)
    {
        var model = Fit(SampleRows.Waves(200), 3, ("num_components", "3"), ("algorithm_mode", mode));
        AssertNear([20.6936642856879, 2.8628548273837477, 0.7544532367218129], model.ExplainedVariance);
        AssertNear([0.8420097647248592, -0.5394591213587497, 0.0018472928389799896], model.Component(0));
        AssertNear([0.5394606445748187, 0.8420107115760331, -0.00041778719921655057], model.Component(1));
        AssertNear([-0.0013300612424345577, 0.0013483226869519778, 0.9999982064799035], model.Component(2));
        AssertNear([-6.038727789944439, 2.0526116292089576, -0.495059760392464], Score(model, Row(SampleRows.Waves(200), 3, 0)));
        Assert.Equal(20.6936642856879 + 2.8628548273837477 + 0.7544532367218129, model.TotalVariance, Near);
    }

    // numpy.linalg.svd of the same matrix as it is: singular values squared over 199.
    [Fact]
    public void Fit_WithoutSubtractingTheMean_FindsTheSingularVectors()
    {
        var model = Fit(SampleRows.Waves(200), 3, ("num_components", "2"), ("subtract_mean", "false"));
        AssertNear([45.634991461425955, 2.922836241560827], model.ExplainedVariance);
        AssertNear([0.8165240982702948, -0.5744413550792368, 0.05749370851330129], model.Component(0));
        AssertNear([-1.1488827101584735, 1.6320984653872141], Score(model, Row(SampleRows.Waves(200), 3, 0)));
    }

    [Theory]
    [InlineData("regular")]
    [InlineData("randomized")]
    public void Fit_WithAnyThreadsAndPath_GivesTheSameBytes(string mode)
    {
        var data = SampleRows.Unlabelled(SampleRows.Normal(9000, 7, 1), 7);
        var options = Options(("num_components", "3"), ("algorithm_mode", mode), ("extra_components", "2"));
        var expected = SampleRows.Bytes(Pca.Fit(data, options, FitContext.None, KernelPath.Scalar, CancellationToken.None));
        foreach (var path in Enum.GetValues<KernelPath>())
        {
            Assert.Equal(expected, SampleRows.Bytes(Pca.Fit(data, options, new FitContext { Threads = 2 }, path, CancellationToken.None)));
        }
    }

    [Fact]
    public void Randomized_OnALowRankCloud_FindsTheSameSubspaceAsRegular()
    {
        const int Width = 40, Rank = 4;
        var hidden = SampleRows.Normal(1000, Rank, 2);
        var loadings = SampleRows.Normal(Rank, Width, 3);
        var noise = SampleRows.Normal(1000, Width, 4);
        var rows = new float[1000 * Width];
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, column) = (i / Width, i % Width);
            rows[i] = (0.05f * noise[i]) + Enumerable.Range(0, Rank).Sum(k => hidden[(row * Rank) + k] * loadings[(k * Width) + column] * (4 - k));
        }

        var exact = Fit(rows, Width, ("num_components", "4"));
        var random = Fit(rows, Width, ("num_components", "4"), ("algorithm_mode", "randomized"));
        for (var i = 0; i < Rank; i++)
        {
            Assert.Equal(1, exact.ExplainedVariance[i] / random.ExplainedVariance[i], Near);
            AssertNear(exact.Component(i).ToArray(), random.Component(i));
        }
    }

    [Fact]
    public void Scores_OfTheTrainingRows_AreUncorrelatedWithTheExplainedVariances()
    {
        const int Width = 5, Rows = 2000;
        var rows = SampleRows.Normal(Rows, Width, 5);
        for (var i = 0; i < Rows; i++) rows[(i * Width) + 1] += (3 * rows[i * Width]) + 1000;
        var model = Fit(rows, Width, ("num_components", "5"));
        var scores = Enumerable.Range(0, Rows).Select(row => Score(model, Row(rows, Width, row))).ToArray();
        for (var i = 0; i < Width; i++)
        {
            Assert.Equal(0, scores.Average(score => score[i]), 1e-4);
            for (var j = 0; j < Width; j++)
            {
                var covariance = scores.Sum(score => score[i] * score[j]) / (Rows - 1);
                Assert.Equal(i == j ? model.ExplainedVariance[i] : 0, covariance, 1e-4);
            }
        }
    }

    [Fact]
    public void WeightTwo_IsTheRowTwice()
    {
        var rows = SampleRows.Waves(90);
        var doubled = SampleRows.Unlabelled([.. rows, .. rows[..60]], 3);
        var weighted = SampleRows.Unlabelled(rows, 3) with { Weights = [.. Enumerable.Range(0, 90).Select(i => i < 20 ? 2.0 : 1.0)] };
        var first = Pca.Fit(doubled, Options(), FitContext.None, CancellationToken.None);
        var second = Pca.Fit(weighted, Options(), FitContext.None, CancellationToken.None);
        for (var i = 0; i < 3; i++) AssertNear(first.Component(i).ToArray(), second.Component(i));
        AssertNear(first.ExplainedVariance.ToArray(), second.ExplainedVariance);
    }

    [Fact]
    public void Model_SavedAndLoaded_ScoresTheSame()
    {
        var data = TrainingData.Unlabelled(Samples.Csv("n,colour,m\n1,red,3\n2,red,\n,blue,4\n9,blue,1\n8,red,7\n9,green,2\n"));
        var model = Pca.Fit(data, Options(("num_components", "2"), ("normalize_data", "true")), FitContext.None, CancellationToken.None);
        var back = ModelReader.Read(SampleRows.Bytes(model));
        foreach (var row in new double[][] { [1, 0, 3], [double.NaN, 1, 2], [8.5, InputColumn.UnknownCode, double.NaN] }) Assert.Equal(Score(model, row), Score(back, row));
    }

    [Fact]
    public void Scoring_AllocatesNothing()
    {
        var model = Fit(SampleRows.Waves(90), 3, ("num_components", "2"));
        double[] row = [1, 2, 3];
        var outputs = new double[2];
        Assert.Equal(0, SampleRows.Allocated(() => model.Score(row, outputs)));
    }

    [Fact]
    public void MoreComponentsThanFeatures_IsRefused() => Assert.Contains(
        "num_components is 4, but the encoded rows have 3 features", Assert.Throws<LearningException>(() => Fit(SampleRows.Waves(50), 3, ("num_components", "4"))).Message);

    [Fact]
    public void ConstantColumnsOnly_AreRefusedOrHaveNoVariance()
    {
        var model = Fit([.. Enumerable.Repeat(3f, 20)], 2, ("normalize_data", "false"));
        Assert.All(model.ExplainedVariance.ToArray(), variance => Assert.Equal(0, variance));
        Assert.Equal([0.0, 0.0], Score(model, [3, 3]));
    }

    private static void AssertNear(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Near);
    }

    private static double[] Row(float[] rows, int width, int row) => [.. rows[(row * width)..((row + 1) * width)].Select(value => (double)value)];

    private static double[] Score(ITabularModel model, double[] row)
    {
        var outputs = new double[model.Output.Width];
        model.Score(row, outputs);
        return outputs;
    }

    private static PcaModel Fit(float[] rows, int width, params (string, string)[] options) =>
        Pca.Fit(SampleRows.Unlabelled(rows, width), Options(options), FitContext.None, CancellationToken.None);

    private static PcaOptions Options(params (string Name, string Value)[] options) =>
        PcaOptions.Parse(options.ToDictionary(option => option.Name, option => option.Value));
}
