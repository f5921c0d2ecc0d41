using MlPlatform.Testing;

namespace MlPlatform.Jobs.Tests;

public sealed class ImageTests : IDisposable
{
    private readonly TemporaryFolder home = new();

    public void Dispose() => home.Dispose();

    [Theory]
    [InlineData("246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-xgboost:1.5-1", "sagemaker-xgboost", "1.5-1")]
    [InlineData("174872318107.dkr.ecr.us-west-2.amazonaws.com/linear-learner", "linear-learner", "latest")]
    [InlineData("localhost:5000/team/own@sha256:00ff", "own", "latest")]
    public void Parse_Address_GivesRepositoryAndTag(string address, string repository, string tag) =>
        Assert.Equal(new ContainerImage(repository, tag), ContainerImage.Parse(address));

    [Theory]
    [InlineData("1.dkr.ecr.x.amazonaws.com/linear-learner:1", "linear-learner")]
    [InlineData("246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-xgboost:1.7-1", "xgboost")]
    [InlineData("433757028032.dkr.ecr.us-west-2.amazonaws.com/xgboost:latest", "xgboost")]
    public void CommandOf_ImageOfAnAlgorithm_IsTheExecutableWithItsNameAndTheVerb(string image, string algorithm)
    {
        var executable = Path.Combine(home.Path, "containers/Algorithms/bin/app/MlPlatform.Algorithms");
        Directory.CreateDirectory(Path.GetDirectoryName(executable)!);
        File.WriteAllText(executable, "");

        Assert.Equal([executable, algorithm, "train"], new ImageResolver(home.Path).CommandOf(image, null, null, "train"));
        Assert.Equal(algorithm, BuiltInImages.AlgorithmOf(image));
    }

    [Fact]
    public void CommandOf_ProcessingImage_IsTheExecutableAlone()
    {
        var executable = Path.Combine(home.Path, "containers/Transforms/bin/app/MlPlatform.Transforms");
        Directory.CreateDirectory(Path.GetDirectoryName(executable)!);
        File.WriteAllText(executable, "");

        Assert.Equal([executable], new ImageResolver(home.Path).CommandOf("mlplatform-transforms", null, null, null));
        Assert.Null(BuiltInImages.AlgorithmOf("mlplatform-transforms"));
    }

    [Fact]
    public void CommandOf_Entrypoint_ReplacesTheImagesOwn() =>
        Assert.Equal(["python3", "x.py", "--a"], new ImageResolver(home.Path).CommandOf("any/image", ["python3", "x.py"], ["--a"], "train"));

    [Fact]
    public void CommandOf_UnknownImage_SaysSo()
    {
        var error = Assert.Throws<JobInputException>(() => new ImageResolver(home.Path).CommandOf("any/image:1", null, null, "train"));
        Assert.Contains("any/image:1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"train.py\"", "train.py")]
    [InlineData("train.py", "train.py")]
    [InlineData("\"broken", "\"broken")]
    public void FindScript_ProgramWithOrWithoutJson_IsItsText(string sent, string expected) =>
        Assert.Equal(expected, ScriptMode.Find(new Dictionary<string, string> { ["sagemaker_program"] = sent })!.Program);

    [Fact]
    public void TrainingScript_Hyperparameters_BecomeArgumentsAndVariables()
    {
        var script = new TrainingScript
        {
            Script = new ScriptMode("train.py", null),
            Python = "python3",
            Root = "/opt/ml",
            Hyperparameters = new Dictionary<string, string>
            {
                ["sagemaker_program"] = "train.py", ["_tuning_objective_metric"] = "auc", ["max-depth"] = "3", ["kind"] = "\"deep\"",
            },
            Channels = ["train"],
            InstanceType = "ml.m5.large",
            ResourceConfig = "{}",
            InputDataConfig = "{}",
        };

        Assert.Equal(["python3", "train.py", "--kind", "deep", "--max-depth", "3"], script.Command);
        Assert.Equal("/opt/ml/input/data/train", script.Environment["SM_CHANNEL_TRAIN"]);
        Assert.Equal("3", script.Environment["SM_HP_MAX_DEPTH"]);
        Assert.Equal("""{"kind":"deep","max-depth":3}""", script.Environment["SM_HPS"]);
    }
}
