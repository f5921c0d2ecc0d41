using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Tests.Checks;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class DeterminismTests
{
    private static readonly (string, string)[][] Settings =
    [
        [("activation", "gelu"), ("normalization", "batch"), ("dropout", "0.2"), ("epochs", "3")],
        [("activation", "tanh"), ("normalization", "layer"), ("dropout", "0.5"), ("epochs", "3"), ("mini_batch_size", "250")],
        [("optimizer", "sgd"), ("learning_rate", "0.05"), ("hidden_units", "19,7,5"), ("epochs", "3"), ("lr_schedule", "cosine")],
        [("hidden_units", "none"), ("epochs", "3")],
    ];

    [Theory]
    [InlineData(0, LearningTask.Binary)]
    [InlineData(1, LearningTask.Multiclass)]
    [InlineData(2, LearningTask.Regression)]
    [InlineData(3, LearningTask.Multiclass)]
    public void Model_AtEveryVectorWidth_HasTheSameBytes(int setting, LearningTask task)
    {
        var data = NetworkFits.Data(task, rows: 700);
        var hyperparameters = With(Settings[setting], task);
        var expected = NetworkFits.Bytes(NetworkFits.Fit(data, LaneWidth.Scalar, hyperparameters));
        Assert.Equal(expected, NetworkFits.Bytes(NetworkFits.Fit(data, LaneWidth.Vector256, hyperparameters)));
        Assert.Equal(expected, NetworkFits.Bytes(NetworkFits.Fit(data, LaneWidth.Vector512, hyperparameters)));
    }

    [Theory]
    [InlineData(0, LearningTask.Binary)]
    [InlineData(1, LearningTask.Multiclass)]
    [InlineData(2, LearningTask.Regression)]
    public void Model_OfOneOrManyThreads_HasTheSameBytes(int setting, LearningTask task)
    {
        // Enough rows and parameters that threads are worth their while.
        var data = NetworkFits.Data(task, rows: 6000);
        (string, string)[] hyperparameters = [.. With(Settings[setting], task).Where(h => h.Item1 is not ("hidden_units" or "mini_batch_size")), ("mini_batch_size", "500"), ("hidden_units", "64,32")];
        var expected = NetworkFits.Bytes(NetworkFits.Fit(data, hyperparameters));
        foreach (var threads in new[] { 2, 3, 5 })
        {
            Assert.Equal(expected, NetworkFits.Bytes(NetworkFits.Fit(data, new FitContext { Threads = threads }, hyperparameters)));
        }
    }

    [Theory]
    [InlineData(0, LearningTask.Binary)]
    [InlineData(1, LearningTask.Multiclass)]
    [InlineData(2, LearningTask.Regression)]
    public void Fit_FromACheckpoint_EndsWithTheBytesOfTheUninterruptedOne(int setting, LearningTask task)
    {
        const int Interruption = 3;
        const int Epochs = 7;
        var (data, validation) = (NetworkFits.Data(task), NetworkFits.Data(task, rows: 90, seed: 5));
        var hyperparameters = With(Settings[setting], task).Where(h => h.Item1 != "epochs").ToArray();
        byte[]? checkpoint = null;
        var whole = NetworkFits.Fit(
            data,
            new FitContext { Validation = validation, OnRound = report => { if (report.Round == Interruption) checkpoint = NetworkFits.Bytes(report.Model()); } },
            [.. hyperparameters, ("epochs", $"{Epochs}")]);
        var start = (NetworkModel)Models.ModelReader.Read(checkpoint);
        var resumed = NetworkFits.Fit(data, new FitContext { Validation = validation, Start = start }, [.. hyperparameters, ("epochs", $"{Epochs - Interruption}")]);
        Assert.Equal(Scores(whole, data), Scores(resumed, data));
        Assert.Equal(whole.Parameters.Dense, resumed.Parameters.Dense);
        Assert.Equal(whole.Parameters.Embeddings, resumed.Parameters.Embeddings);
        Assert.Equal(whole.Parameters.RunningVariances, resumed.Parameters.RunningVariances);
    }

    [Fact]
    public void FinalModel_CarriesNoTrainingState()
    {
        NetworkModel? checkpoint = null;
        var context = new FitContext { OnRound = report => checkpoint = (NetworkModel)report.Model() };
        var model = NetworkFits.Fit(NetworkFits.Data(), context, ("epochs", "2"));
        Assert.Null(NetworkFits.Reloaded(model).State);
        Assert.Equal(2, NetworkFits.Reloaded(checkpoint!).State!.Epochs);
        Assert.True(NetworkFits.Bytes(model).Length < NetworkFits.Bytes(checkpoint!).Length / 2);
    }

    [Fact]
    public void OtherSeed_GivesAnotherModel() => Assert.NotEqual(
        NetworkFits.Fit(NetworkFits.Data(), ("epochs", "1"), ("seed", "1")).Parameters.Dense,
        NetworkFits.Fit(NetworkFits.Data(), ("epochs", "1"), ("seed", "2")).Parameters.Dense);

    private static double[] Scores(NetworkModel model, TrainingData data) => Models.TableScoring.Score(model, data.Features);

    private static (string, string)[] With((string, string)[] hyperparameters, LearningTask task) =>
        [.. hyperparameters, ("predictor_type", task switch { LearningTask.Regression => "regressor", LearningTask.Multiclass => "multiclass_classifier", _ => "binary_classifier" })];
}
