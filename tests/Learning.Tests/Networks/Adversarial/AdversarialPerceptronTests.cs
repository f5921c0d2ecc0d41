using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Adversarial;
using MlPlatform.Learning.Tests.Checks;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Networks.Adversarial;

public sealed class AdversarialPerceptronTests
{
    private static readonly (string, string)[] Settings = [("hidden_units", "16"), ("epochs", "40"), ("mini_batch_size", "200"), ("learning_rate", "0.002")];

    [Fact]
    public void Model_OfOneOrManyThreads_HasTheSameBytes()
    {
        var data = NetworkFits.Data(LearningTask.Binary, rows: 3000);
        int[] groups = [.. Enumerable.Range(0, data.RowCount).Select(row => row % 2)];
        var options = NetworkFits.Options(("epochs", "3"), ("mini_batch_size", "500"), ("dropout", "0.2"));
        byte[] Fit(int threads) => NetworkFits.Bytes(AdversarialPerceptron.Fit(data, groups, options, new AdversaryOptions(), new FitContext { Threads = threads }, CancellationToken.None));

        var expected = Fit(1);

        Assert.Equal(expected, Fit(2));
        Assert.Equal(expected, Fit(5));
    }

    [Fact]
    public void Answers_OfADebiasedNetwork_TellTheGroupFarLess()
    {
        var (data, groups) = Biased(2000);
        double Gap(NetworkModel model)
        {
            var answers = Array.ConvertAll(TableScoring.Score(model, data.Features), score => score >= 0.5 ? 1.0 : 0);
            double Share(int group) => answers.Where((_, row) => groups[row] == group).Average();
            return Math.Abs(Share(0) - Share(1));
        }

        var plain = Gap(NetworkFits.Fit(data, Settings));
        var debiased = Gap(AdversarialPerceptron.Fit(data, groups, NetworkFits.Options(Settings), new AdversaryOptions(), FitContext.None, CancellationToken.None));

        // By construction the gap of the best answers is the difference of two base rates, above 0.3; 0.1 is what four fifths asks of a rate of one half.
        Assert.True(plain > 0.3, $"plain {plain}");
        Assert.True(debiased < 0.1, $"debiased {debiased}");
    }

    [Fact]
    public void Model_IsAPlainNetworkThatNeedsNoGroup()
    {
        var (data, groups) = Biased(300);
        var model = AdversarialPerceptron.Fit(data, groups, NetworkFits.Options(("epochs", "2")), new AdversaryOptions(), FitContext.None, CancellationToken.None);

        Assert.Equal(["proxy", "merit"], model.Inputs.Select(input => input.Name));
        Assert.Equal(TableScoring.Score(model, data.Features), TableScoring.Score(NetworkFits.Reloaded(model), data.Features));
    }

    [Fact]
    public void Fit_OfWhatItCannotDebias_NamesWhatIsWrong()
    {
        var (data, groups) = Biased(50);
        string Message(int[] given, params (string, string)[] options) => Assert.Throws<LearningException>(() => AdversarialPerceptron.Fit(
            data, given, NetworkFits.Options(options), new AdversaryOptions(), FitContext.None, CancellationToken.None)).Message;

        Assert.Contains("at least two groups", Message(new int[50]), StringComparison.Ordinal);
        Assert.Contains("49 groups for 50 rows", Message(groups[1..]), StringComparison.Ordinal);
        Assert.Contains("binary_classifier", Message(groups, ("predictor_type", "regressor")), StringComparison.Ordinal);
        Assert.Contains("not batch", Message(groups, ("normalization", "batch")), StringComparison.Ordinal);
    }

    /// <summary>A label that hangs on merit, and on the group by a proxy that gives it away.</summary>
    private static (TrainingData Data, int[] Groups) Biased(int rows)
    {
        var random = new SeededRandom(4);
        double[] proxy = new double[rows], merit = new double[rows], labels = new double[rows];
        var groups = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            groups[row] = row % 2;
            proxy[row] = groups[row] + (0.3 * random.NextNormal());
            merit[row] = random.NextNormal();
            labels[row] = merit[row] + (1.2 * (groups[row] - 0.5)) + (0.3 * random.NextNormal()) > 0 ? 1 : 0;
        }

        var table = new Table([new Float64Column("proxy", proxy), new Float64Column("merit", merit), new Float64Column("label", labels)]);
        return (TrainingData.From(table, new LabelSchema("label")), groups);
    }
}
