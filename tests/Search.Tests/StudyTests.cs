namespace MlPlatform.Search.Tests;

public sealed class StudyTests
{
    private static readonly SearchSpace Space = new(
        [new ContinuousRange("wd", 1e-5, 1), new CategoricalRange("optimizer", ["auto", "adam"]), new IntegerRange("epochs", 1, 3)]);

    [Fact]
    public void RandomSampler_SameSeed_AsksTheSameWhateverTheHistory()
    {
        var first = new Study(Space, Direction.Maximize, new RandomSampler(7));
        var second = new Study(Space, Direction.Maximize, new RandomSampler(7));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(first.Ask()!.Parameters, second.Ask()!.Parameters);
            first.Tell(i, i);
        }
    }

    [Fact]
    public void RandomSampler_DifferentTrials_AreDifferent()
    {
        var study = new Study(Space, Direction.Maximize, new RandomSampler(7));
        Assert.Equal(20, Enumerable.Range(0, 20).Select(_ => study.Ask()!.Parameters["wd"]).Distinct().Count());
    }

    [Fact]
    public void GridSampler_AskedToTheEnd_GivesEveryCombinationOnce()
    {
        var sampler = new GridSampler(4);
        var study = new Study(Space, Direction.Maximize, sampler);
        var seen = new List<string>();
        while (study.Ask() is { } trial) seen.Add(string.Join(',', trial.Parameters.OrderBy(p => p.Key).Select(p => p.Value)));
        Assert.Equal(4 * 2 * 3, seen.Count);
        Assert.Equal(sampler.Count(Space), seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [InlineData(Direction.Maximize, 1)]
    [InlineData(Direction.Minimize, 3)]
    public void Best_AmongCompletedAndFailed_IsTheEarliestOfTheBest(Direction direction, int expected)
    {
        var study = Asked(direction, 5);
        study.Tell(0, double.NaN);
        study.Tell(1, 9);
        study.Tell(2, 9);
        study.Tell(3, 1);
        study.Fail(4);
        Assert.Equal(expected, study.Best!.Number);
    }

    [Fact]
    public void Tell_Twice_IsRefused()
    {
        var study = Asked(Direction.Maximize, 1);
        study.Tell(0, 1);
        Assert.Contains("Trial 0 is Completed", Assert.Throws<SearchException>(() => study.Tell(0, 2)).Message);
    }

    [Fact]
    public void MedianPruner_EndsTheTrialBelowTheMedianOnly()
    {
        var study = new Study(Space, Direction.Maximize, new RandomSampler(1), pruner: new MedianPruner());
        for (var trial = 0; trial < 3; trial++)
        {
            study.Ask();
            for (var step = 0; step < 3; step++) Assert.False(study.Report(trial, trial + 1));
            study.Tell(trial, trial + 1);
        }

        study.Ask();
        study.Ask();
        Assert.False(study.Report(3, 1.9));
        Assert.True(study.Report(3, 1.9));
        Assert.Equal(TrialState.Pruned, study.Trials[3].State);
        Assert.False(study.Report(4, 2.1));
        Assert.False(study.Report(4, 2.1));
    }

    [Fact]
    public void TwoRangesOfOneName_AreRefused() =>
        Assert.Throws<SearchException>(() => new SearchSpace([new ContinuousRange("a", 0, 1), new CategoricalRange("a", ["x"])]));

    private static Study Asked(Direction direction, int count)
    {
        var study = new Study(Space, direction, new RandomSampler(1));
        for (var i = 0; i < count; i++) study.Ask();
        return study;
    }
}
