using MlPlatform.Pipelines.Domain;

namespace MlPlatform.Pipelines.Tests.Domain;

public sealed class ExecutionProgressTests
{
    private static readonly StepResult Succeeded = new(StepEnd.Succeeded);

    [Fact]
    public void StartReady_Diamond_StartsEachStepAsSoonAsItsOwnDependenciesAreDone()
    {
        var progress = Progress(8, Step("a"), Step("b", "a"), Step("c", "a"), Step("d", "b", "c"));
        Assert.Equal(["a"], Started(progress));
        progress.End("a", Succeeded);
        Assert.Equal(["b", "c"], Started(progress));
        progress.End("c", Succeeded);
        Assert.Empty(Started(progress));
        progress.End("b", Succeeded);
        Assert.Equal(["d"], Started(progress));
        progress.End("d", Succeeded);
        Assert.True(progress.IsOver);
    }

    [Fact]
    public void StartReady_WithALimit_KeepsToIt()
    {
        var progress = Progress(2, Step("a"), Step("b"), Step("c"));
        Assert.Equal(["a", "b"], Started(progress));
        Assert.Empty(Started(progress));
        progress.End("b", Succeeded);
        Assert.Equal(["c"], Started(progress));
    }

    [Fact]
    public void End_FailedStep_StartsNothingMoreButWaitsForWhatRuns()
    {
        var progress = Progress(8, Step("a"), Step("b"), Step("c", "b"));
        Started(progress);
        progress.End("a", new StepResult(StepEnd.Failed, Failure: "no"));
        Assert.False(progress.IsOver);
        progress.End("b", Succeeded);
        Assert.Empty(Started(progress));
        Assert.True(progress.IsOver);
        Assert.Equal(("a", "no"), progress.Failure);
    }

    [Fact]
    public void StartReady_Branches_OnlyTheOneTaken()
    {
        var progress = Progress(8, Step("c"), Step("yes", "c") with { Condition = "c", When = true }, Step("no", "c") with { Condition = "c", When = false });
        Started(progress);
        progress.End("c", Succeeded with { Outcome = false });
        Assert.Equal(["no"], Started(progress));
        progress.End("no", Succeeded);
        Assert.True(progress.IsOver);
    }

    [Fact]
    public void StartReady_StepDoneInAnEarlierRun_IsNotStartedAgain()
    {
        var progress = Progress(8, Step("a") with { Done = Succeeded }, Step("b", "a"));
        Assert.Equal(["b"], Started(progress));
    }

    private static PlannedStep Step(string name, params string[] waitsFor) => new(name, waitsFor, null, true, []);

    private static ExecutionProgress Progress(int maxParallel, params PlannedStep[] steps) => new(steps, maxParallel);

    private static IEnumerable<string> Started(ExecutionProgress progress) => progress.StartReady().Select(step => step.Name);
}
