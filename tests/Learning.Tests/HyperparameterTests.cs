using MlPlatform.Learning.Linear;

namespace MlPlatform.Learning.Tests;

public sealed class HyperparameterTests
{
    [Theory]
    [InlineData("depth", "3", "no hyperparameter 'depth'")]
    [InlineData("epochs", "0", "epochs is '0'; it must be between 1 and 10000")]
    [InlineData("epochs", "2.5", "epochs is '2.5'; it must be an integer")]
    [InlineData("l1", "-1", "l1 is '-1'; it must be between 0")]
    [InlineData("l1", "much", "l1 is 'much'; it must be a number")]
    [InlineData("predictor_type", "oracle", "predictor_type is 'oracle'; it must be one of")]
    public void WrongValue_IsRefusedByName(string name, string value, string message) => Assert.Contains(
        message, Assert.Throws<LearningException>(() => LinearLearnerOptions.Parse(new Dictionary<string, string> { [name] = value })).Message);

    [Fact]
    public void EveryDefault_PassesItsOwnCheck() =>
        Assert.All(LinearLearnerOptions.Declarations.All, parameter => Assert.Equal(parameter.Default, parameter.Check(parameter.Default)));
}
