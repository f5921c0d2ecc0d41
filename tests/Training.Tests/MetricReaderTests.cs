using MlPlatform.Contracts.SageMaker;
using MlPlatform.Training.Domain;

namespace MlPlatform.Training.Tests;

public sealed class MetricReaderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Read_SeveralValues_KeepsTheLastOfEachMetric()
    {
        var reader = new MetricReader([new() { Name = "a", Regex = "a=(\\S+)" }, new() { Name = "b", Regex = "b=(\\S+)" }]);

        var metrics = reader.Read(["a=1", "b=2.5e-1 a=3", "a=none", "c=4"], Now);

        Assert.Equal([("a", 3.0), ("b", 0.25)], metrics.Select(metric => (metric.MetricName, metric.Value)));
    }

    [Fact]
    public void Read_ExpressionThatRunsAway_GivesNoValueAndEnds()
    {
        var reader = new MetricReader([new() { Name = "a", Regex = "^(a+)+$" }]);

        Assert.Empty(reader.Read([new string('a', 40) + "!"], Now));
    }

    [Fact]
    public void DefinitionsOf_LinearLearner_AreItsOwnAndReadItsLog()
    {
        var definitions = MetricReader.DefinitionsOf(new AlgorithmSpecification { TrainingImage = "1.dkr.ecr.x.amazonaws.com/linear-learner:1", TrainingInputMode = "File" });

        var metrics = new MetricReader(definitions!).Read(
            ["#quality_metric: host=algo-1, epoch=3, train binary_classification_cross_entropy_objective <loss>=0.5",
             "#quality_metric: host=algo-1, epoch=3, validation binary_classification_accuracy <score>=0.75",
             "#quality_metric: host=algo-1, epoch=3, validation roc_auc_score <score>=0.8",
             "validation:auc=0.8;"],
            Now);

        Assert.Equal(0.75, metrics.Single(metric => metric.MetricName == "validation:binary_classification_accuracy").Value);
        Assert.Equal(0.8, metrics.Single(metric => metric.MetricName == "validation:roc_auc_score").Value);
        Assert.Equal(0.8, metrics.Single(metric => metric.MetricName == "validation:auc").Value);
    }
}
