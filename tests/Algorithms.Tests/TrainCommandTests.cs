using System.Globalization;
using System.Text.RegularExpressions;
using MlPlatform.Algorithms.Training;
using MlPlatform.Learning.Models;

namespace MlPlatform.Algorithms.Tests;

public sealed partial class TrainCommandTests
{
    [Fact]
    public void Train_OnSeparableRows_WritesAModelAndItsMetrics()
    {
        using var folder = Prepared();
        folder.Write("input/data/validation/part.csv", TrainingFolder.Rows(200, 2));
        var (code, output) = folder.Train();
        Assert.Equal(0, code);
        Assert.Matches(@"#quality_metric: host=algo-1, epoch=1, validation binary_classification_accuracy <score>=0\.\d+", output);
        var last = ValidationAuc().Matches(output)[^1].Groups[1].Value;
        Assert.InRange(double.Parse(last, CultureInfo.InvariantCulture), 0.8, 1);
        var model = ModelReader.Read(File.ReadAllBytes(folder.Path("model/model.mlp")));
        Assert.Equal(["_c1", "_c2"], model.Inputs.Select(i => i.Name));
        Assert.Contains("\"validation:auc\"", File.ReadAllText(folder.Path("output/data/metrics.json")));
    }

    [Fact]
    public void Train_WithASchema_NamesItsColumns()
    {
        using var folder = Prepared();
        folder.Write("input/data/schema/schema.json", """
            {"columns":[{"name":"risk","type":"Number"},{"name":"x","type":"Number"},{"name":"colour","type":"Category","categories":["red","blue"]}],
             "label":{"name":"risk","favorable":"good","unfavorable":"bad"}}
            """);
        Assert.Equal(0, folder.Train().Code);
        var model = ModelReader.Read(File.ReadAllBytes(folder.Path("model/model.mlp")));
        Assert.Equal(["x", "colour"], model.Inputs.Select(i => i.Name));
        Assert.Equal("good", model.Output.Label!.Favorable);
    }

    [Fact]
    public void Train_Twice_WritesTheSameBytes()
    {
        using var first = Prepared();
        using var second = Prepared();
        first.Train();
        second.Train();
        Assert.Equal(File.ReadAllBytes(first.Path("model/model.mlp")), File.ReadAllBytes(second.Path("model/model.mlp")));
    }

    [Fact]
    public void Train_WithTheTunersOwnHyperparameter_PassesItOver()
    {
        using var folder = new TrainingFolder(("_tuning_objective_metric", "validation:auc"), ("optimizer", "\"auto\""));
        folder.Write("input/data/train/part.csv", TrainingFolder.Rows(100, 1));
        Assert.Equal(0, folder.Train().Code);
    }

    [Theory]
    [InlineData("", "holds no data")]
    [InlineData("1,2\n1,3\n", "is 1 in every row")]
    [InlineData("1,2\n,3\n0,4\n", "label '_c0' is missing in 1 rows")]
    [InlineData("1,2\n0\n1,3\n0,4\n", "part.csv line 2: The row has 1 fields")]
    [InlineData("1\n0\n", "the label alone is no data")]
    [InlineData("2,1\n1,2\n", "is 2 in row 1")]
    [InlineData("good,1\nbad,2\nfine,3\n", "is 'good' in row 1")]
    [InlineData("label,x\n1,2\n0,4\n", "looks like a header (label, x)")]
    public void Train_OnBadData_FailsWithTheReason(string rows, string reason)
    {
        using var folder = new TrainingFolder();
        folder.Write("input/data/train/part.csv", rows);
        Assert.Equal(1, folder.Train().Code);
        Assert.Contains(reason, folder.Failure);
    }

    [Fact]
    public void Train_OnTextsInEveryColumn_TakesTheFirstLineForARow()
    {
        using var folder = new TrainingFolder();
        folder.Write("input/data/train/part.csv", "yes,red,small\nno,blue,large\nyes,red,large\nno,blue,small\n");
        Assert.Equal(0, folder.Train().Code);
    }

    [Theory]
    [InlineData("xgboost", "objective", "reg:squarederror")]
    [InlineData("linear-learner", "predictor_type", "regressor")]
    [InlineData("multilayer-perceptron", "predictor_type", "regressor")]
    [InlineData("knn", "predictor_type", "regressor")]
    public void Train_ANumberFromTexts_IsRefused(string algorithm, string name, string value)
    {
        using var folder = new TrainingFolder((name, value));
        folder.Write("input/data/train/part.csv", "good,1\nbad,2\nfine,3\ngood,4\n");
        Assert.Equal(1, folder.Train(algorithm).Code);
        Assert.Contains("holds texts (bad, fine, good)", folder.Failure);
    }

    [Fact]
    public void Train_OnANonUtf8Byte_FailsWithTheLine()
    {
        using var folder = new TrainingFolder();
        folder.Write("input/data/train/part.csv", [.. "1,a\n0,"u8, 0xFF, .. "\n"u8]);
        Assert.Equal(1, folder.Train().Code);
        Assert.Contains("line 2: The row holds a byte that is not UTF-8", folder.Failure);
    }

    [Fact]
    public void Train_WithoutChannel_FailsWithItsName()
    {
        using var folder = new TrainingFolder();
        Assert.Equal(1, folder.Train().Code);
        Assert.Contains("'train'", folder.Failure);
    }

    [Fact]
    public void Train_WithAnUnknownHyperparameter_FailsWithItsName()
    {
        using var folder = new TrainingFolder(("max_depth", "6"));
        Assert.Equal(1, folder.Train().Code);
        Assert.Contains("no hyperparameter 'max_depth'", folder.Failure);
    }

    [Fact]
    public void Train_Stopped_SavesTheModelAndACheckpointAndGoesOnFromIt()
    {
        using var folder = Prepared();
        Directory.CreateDirectory(folder.Path("checkpoints"));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        TrainCommand.Train("linear-learner", folder.Container, new StringWriter(), stop.Token);
        Assert.True(File.Exists(folder.Path("model/model.mlp")));
        Assert.True(File.Exists(folder.Path("checkpoints/round-1.mlp")));

        var output = new StringWriter();
        TrainCommand.Train("linear-learner", folder.Container, output, CancellationToken.None);
        Assert.Contains("Going on after round 1", output.ToString());
        Assert.DoesNotContain("epoch=1,", output.ToString());
    }

    [Fact]
    public void Train_OnAFullDisk_SaysSoAndLeavesNoHalfModel()
    {
        using var folder = Prepared();
        Directory.CreateDirectory(folder.Path("model"));
        File.CreateSymbolicLink(folder.Path("model/model.mlp.part"), "/dev/full");

        var (code, output) = folder.Train();

        Assert.Equal(1, code);
        Assert.Contains("No space left", folder.Failure, StringComparison.Ordinal);
        Assert.Contains("No space left", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path("model")));
    }

    [Fact]
    public void Train_WhereEvenTheReasonDoesNotFit_SaysBothInTheLog()
    {
        using var folder = new TrainingFolder();
        Directory.CreateDirectory(folder.Path("output"));
        File.CreateSymbolicLink(folder.Path("output/failure"), "/dev/full");

        var (code, output) = folder.Train();

        Assert.Equal(1, code);
        Assert.Contains("Training failed: ", output, StringComparison.Ordinal);
        Assert.Contains("could not be kept in output/failure: No space left", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithADamagedCheckpoint_StartsAfresh()
    {
        using var folder = Prepared();
        folder.Write("checkpoints/round-7.mlp", "not a model");
        var (code, output) = folder.Train();
        Assert.Equal(0, code);
        Assert.Contains("round-7.mlp is passed over", output);
    }

    private static TrainingFolder Prepared()
    {
        var folder = new TrainingFolder();
        folder.Write("input/data/train/part.csv", TrainingFolder.Rows(400, 1));
        return folder;
    }

    [GeneratedRegex(@"validation:auc=([0-9.eE+-]+);")]
    private static partial Regex ValidationAuc();
}
