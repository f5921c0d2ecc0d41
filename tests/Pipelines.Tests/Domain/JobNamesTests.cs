using System.Text.RegularExpressions;
using MlPlatform.Pipelines.Domain;

namespace MlPlatform.Pipelines.Tests.Domain;

public sealed class JobNamesTests
{
    private const string Execution = "abc123def456";

    [Theory]
    [InlineData("Train", 63)]
    [InlineData("A_step--with_odd-__-characters", 63)]
    [InlineData("Step-whose-name-is-much-longer-than-a-job-name-can-ever-be-here", 63)]
    [InlineData("Tune-the-model", 32)]
    [InlineData("___", 32)]
    public void For_AnyStep_IsAValidNameThatLeadsBackToItsExecution(string step, int maxLength)
    {
        var name = JobNames.For(Execution, step, 1, maxLength);
        Assert.Matches(new Regex($"^[a-zA-Z0-9](-*[a-zA-Z0-9]){{0,{maxLength - 1}}}$"), name);
        Assert.InRange(name.Length, 1, maxLength);
        Assert.Equal(Execution, JobNames.ExecutionOf(name));
    }

    [Fact]
    public void For_SameAttempt_IsTheSameName_AnotherAttemptAnother()
    {
        Assert.Equal(JobNames.For(Execution, "Train", 1), JobNames.For(Execution, "Train", 1));
        Assert.NotEqual(JobNames.For(Execution, "Train", 1), JobNames.For(Execution, "Train", 2));
    }

    [Fact]
    public void ExecutionOf_AJobOfSomebodyElse_IsNull() => Assert.Null(JobNames.ExecutionOf("my-training-job-2026-01-01"));
}
