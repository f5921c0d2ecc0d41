using System.Buffers;
using System.Text;
using MlPlatform.Algorithms.Training;
using MlPlatform.Jobs;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Payloads;

namespace MlPlatform.Algorithms.Tests;

/// <summary>Each built-in algorithm behind the training contract, from files to answers.</summary>
public sealed class EveryAlgorithmTests
{
    private const string Unlabelled = "text/csv;label_size=0";

    public static TheoryData<string, string, string, string, string> Jobs => new()
    {
        { "linear-learner", "predictor_type=regressor", "text/csv", "validation:rmse=", "\"score\":" },
        { "xgboost", "objective=binary:logistic num_round=5 eval_metric=auc", "text/csv", "[4]#011train-auc:", "\"predicted_label\":" },
        { "xgboost", "objective=multi:softprob num_class=3 num_round=5", "text/csv", "#011validation-mlogloss:", "\"score\":[" },
        { "multilayer-perceptron", "predictor_type=regressor epochs=3", "text/csv", "#quality_metric: host=algo-1, epoch=3, validation", "\"score\":" },
        { "knn", "k=3 predictor_type=classifier", "text/csv", "validation:accuracy=", "\"predicted_label\":" },
        { "kmeans", "k=3", Unlabelled, "validation:msd=", "\"closest_cluster\":" },
        { "pca", "num_components=1", Unlabelled, "Training on 300 rows of 2 columns", "\"projection\":[" },
        { "randomcutforest", "num_trees=50", Unlabelled, "Training on 300 rows of 2 columns", "{\"scores\":[{\"score\":" },
    };

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Algorithm_TrainedFromItsChannels_PrintsItsMetricsAndAnswers(string algorithm, string hyperparameters, string contentType, string printed, string answer)
    {
        using var folder = Folder(hyperparameters, contentType);
        var (code, output) = folder.Train(algorithm);
        Assert.True(code == 0, folder.Failure);
        Assert.Contains(printed, output, StringComparison.Ordinal);
        var model = ModelReader.FindInFolder(folder.Path("model"))!;
        Assert.Equal(algorithm, model.Algorithm);
        var response = new ArrayBufferWriter<byte>();
        new Predictor(model).Predict("1.5,-0.5\n0,2"u8, "text/csv", "application/json", response);
        Assert.Contains(answer, Encoding.UTF8.GetString(response.WrittenSpan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xgboost", "objective=binary:logistic num_round=12 subsample=0.7")]
    [InlineData("multilayer-perceptron", "predictor_type=regressor epochs=12 early_stopping_patience=12")]
    public void Algorithm_StoppedAndStartedAgain_EndsWithTheModelOfAnUnbrokenRun(string algorithm, string hyperparameters)
    {
        using var unbroken = Folder(hyperparameters, "text/csv");
        Assert.Equal(0, unbroken.Train(algorithm).Code);

        using var broken = Folder(hyperparameters, "text/csv");
        Directory.CreateDirectory(broken.Path("checkpoints"));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        TrainCommand.Train(algorithm, broken.Container, new StringWriter(), stop.Token);
        Assert.True(File.Exists(broken.Path("checkpoints/round-1.mlp")));
        var (code, output) = broken.Train(algorithm);
        Assert.Equal(0, code);
        Assert.Contains("Going on after round 1", output, StringComparison.Ordinal);
        Assert.Equal(Scores(unbroken), Scores(broken));
    }

    [Fact]
    public void FinishedCheckpoint_IsTheModel()
    {
        using var folder = Folder("objective=binary:logistic num_round=10", "text/csv");
        Directory.CreateDirectory(folder.Path("checkpoints"));
        Assert.Equal(0, folder.Train("xgboost").Code);
        var scores = Scores(folder);
        var (code, output) = folder.Train("xgboost");
        Assert.Equal(0, code);
        Assert.DoesNotContain("#011", output, StringComparison.Ordinal);
        Assert.Equal(scores, Scores(folder));
    }

    [Fact]
    public void CheckpointOfAnotherAlgorithm_IsPassedOver()
    {
        using var folder = Folder("objective=binary:logistic num_round=10", "text/csv");
        Directory.CreateDirectory(folder.Path("checkpoints"));
        Assert.Equal(0, folder.Train("xgboost").Code);
        folder.Write("input/config/hyperparameters.json", """{"predictor_type":"regressor","epochs":"3"}""");
        var (code, output) = folder.Train("linear-learner");
        Assert.Equal(0, code);
        Assert.Contains("is passed over: it is a model of xgboost", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Libsvm_ReadsAsSparseRowsWithMissingValues()
    {
        using var folder = new TrainingFolder(("objective", "binary:logistic"), ("num_round", "3"), ("min_child_weight", "0"));
        folder.Write("input/config/inputdataconfig.json", """{"train":{"ContentType":"text/libsvm"},"validation":{"ContentType":"text/x-libsvm"}}""");
        folder.Write("input/data/train/a", string.Concat(Enumerable.Repeat("1 0:5 2:1\n0 1:3\n", 20)));
        folder.Write("input/data/train/b", "1 0:4\n0 2:0.5\n");
        folder.Write("input/data/validation/a", "1 0:5\n0 1:2\n");
        var (code, output) = folder.Train("xgboost");
        Assert.True(code == 0, folder.Failure);
        Assert.Contains("Training on 42 rows of 3 columns, validating on 2.", output, StringComparison.Ordinal);
        Assert.Equal(["f0", "f1", "f2"], ModelReader.FindInFolder(folder.Path("model"))!.Inputs.Select(input => input.Name));
    }

    [Theory]
    [InlineData("1 0:5\n0 x:3\n", "line 2")]
    [InlineData("1 0:5\n0\nzero 1:2\n", "line 3")]
    public void Libsvm_ThatIsNone_FailsWithTheLine(string rows, string reason)
    {
        using var folder = new TrainingFolder(("objective", "binary:logistic"));
        folder.Write("input/config/inputdataconfig.json", """{"train":{"ContentType":"text/libsvm"}}""");
        folder.Write("input/data/train/a", rows);
        Assert.Equal(1, folder.Train("xgboost").Code);
        Assert.Contains(reason, folder.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonLines_ReadsTheFirstMemberAsLabel()
    {
        using var folder = new TrainingFolder(("predictor_type", "regressor"));
        folder.Write("input/config/inputdataconfig.json", """{"train":{"ContentType":"application/jsonlines"}}""");
        folder.Write("input/data/train/a", string.Concat(Enumerable.Range(0, 50).Select(i => FormattableString.Invariant($"{{\"y\":{2 * i},\"x\":{i}}}\n"))));
        Assert.Equal(0, folder.Train().Code);
        Assert.Equal(["x"], ModelReader.FindInFolder(folder.Path("model"))!.Inputs.Select(input => input.Name));
    }

    [Fact]
    public void CsvWeights_AreTheColumnAfterTheLabel()
    {
        using var folder = new TrainingFolder(("objective", "reg:squarederror"), ("num_round", "20"), ("csv_weights", "1"), ("min_child_weight", "0"), ("lambda", "0"), ("eta", "1"), ("max_depth", "1"));
        folder.Write("input/data/train/a", string.Concat(Enumerable.Repeat("10,3,1\n2,1,1\n0,1,2\n", 10)));
        Assert.Equal(0, folder.Train("xgboost").Code);
        const int Digits = 4;
        Assert.Equal(((3 * 10) + 2) / 4.0, ModelReader.FindInFolder(folder.Path("model"))!.ScoreOne([1]), Digits);
    }

    [Fact]
    public void LabelledTestChannel_OfAnUnlabelledAlgorithm_IsMeasuredByItsLabels()
    {
        using var folder = Folder("num_trees=50", Unlabelled);
        folder.Write("input/config/inputdataconfig.json", """{"train":{"ContentType":"text/csv;label_size=0"},"test":{"ContentType":"text/csv;label_size=1"}}""");
        folder.Write("input/data/test/a", string.Concat(Enumerable.Repeat("0,0.1,0.2\n", 20)) + "1,90,-80\n");
        var (code, output) = folder.Train("randomcutforest");
        Assert.True(code == 0, folder.Failure);
        Assert.Contains("test:auc=1;", output, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownAlgorithm_FailsWithTheList()
    {
        using var folder = Folder("", "text/csv");
        Assert.Equal(1, folder.Train("oracle").Code);
        Assert.Contains("There is no algorithm 'oracle'; there are linear-learner", folder.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryAlgorithmOfTheCatalogue_HasAnImage() =>
        Assert.All(AlgorithmCatalog.All, algorithm => Assert.Equal(algorithm.Name, BuiltInImages.AlgorithmOf($"1.dkr.ecr.eu-west-1.amazonaws.com/{algorithm.Name}:1")));

    private static double[] Scores(TrainingFolder folder)
    {
        var model = ModelReader.FindInFolder(folder.Path("model"))!;
        return [.. Enumerable.Range(0, 50).Select(i => model.ScoreOne([(i - 25) / 10.0, (i % 7) - 3]))];
    }

    /// <summary>300 rows of a label of 0, 1 and 2, or of 0 and 1, and two numbers; for an algorithm without a label the numbers alone.</summary>
    private static TrainingFolder Folder(string hyperparameters, string contentType)
    {
        var pairs = hyperparameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1])).ToArray();
        var folder = new TrainingFolder(pairs);
        folder.Write("input/config/inputdataconfig.json", """{"train":{"ContentType":"TYPE"},"validation":{"ContentType":"TYPE"}}""".Replace("TYPE", contentType, StringComparison.Ordinal));
        var classes = hyperparameters.Contains("binary", StringComparison.Ordinal) ? 2 : 3;
        foreach (var (channel, seed) in new[] { ("train", 1UL), ("validation", 2UL) })
        {
            folder.Write($"input/data/{channel}/part.csv", Rows(seed, classes, withLabel: contentType != Unlabelled));
        }

        return folder;
    }

    private static string Rows(ulong seed, int classes, bool withLabel)
    {
        var random = new Tables.SeededRandom(seed);
        return string.Concat(Enumerable.Range(0, 300).Select(_ =>
        {
            var (x, y) = (random.NextNormal(), random.NextNormal());
            var label = Math.Clamp((int)Math.Floor(x + (0.3 * y) + (classes / 2.0)), 0, classes - 1);
            return FormattableString.Invariant($"{(withLabel ? $"{label}," : "")}{x:F4},{y:F4}\n");
        }));
    }
}
