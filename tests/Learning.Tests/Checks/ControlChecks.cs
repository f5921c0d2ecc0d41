using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Tests.Checks;

/// <summary>What every algorithm must do with its hyperparameters and its context.</summary>
public sealed class ControlChecks
{
    private const int RoundsBefore = 4;

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void UnknownHyperparameter_IsRefusedByName(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        subject.Hyperparameters["no_such_thing"] = "1";
        Assert.Contains("no_such_thing", Assert.Throws<LearningException>(() => subject.Fit(subject.Data())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void EveryDefault_PassesItsOwnCheck(string algorithm, LearningTask task) => Assert.All(
        EstimatorCase.Of(algorithm, task).Algorithm.Hyperparameters.All.Where(parameter => parameter.Default.Length > 0),
        parameter => Assert.Equal(parameter.Default, parameter.Check(parameter.Default)));

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Cancelled_FitEndsWithoutAModel(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => subject.Fit(subject.Data(), null, cancelled.Token));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void StopEarly_AtOnce_KeepsOneRound(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var rounds = new List<int>();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var data = subject.Data();
        var model = subject.Fit(data, new FitContext { StopEarly = stop.Token, OnRound = report => rounds.Add(report.Round) });
        Assert.All(model.Score(data.Features), score => Assert.True(double.IsFinite(score)));
        if (subject.Promises(Promise.Rounds)) Assert.Equal([1], rounds);
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Rounds_CountFromOneAndCarryTheirModel(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        if (!subject.Promises(Promise.Rounds)) return;
        var rounds = new List<int>();
        ITabularModel? last = null;
        var data = subject.Data();
        subject.Fit(data, new FitContext
        {
            OnRound = report =>
            {
                rounds.Add(report.Round);
                Assert.True(double.IsFinite(report.TrainingLoss));
                last = report.Model();
            },
        });
        Assert.Equal(Enumerable.Range(1, rounds.Count), rounds);
        Assert.All(last!.Score(data.Features), score => Assert.True(double.IsFinite(score)));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Start_FromASavedModel_GoesOnFromItsLoss(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        if (!subject.Promises(Promise.Start)) return;
        var data = subject.Data();
        var (fresh, resumed) = (new List<double>(), new List<double>());
        var whole = new Dictionary<string, string>(subject.Hyperparameters);
        foreach (var name in (string[])["num_round", "epochs"])
        {
            if (whole.ContainsKey(name)) subject.Hyperparameters[name] = $"{RoundsBefore}";
        }

        var half = subject.Fit(data, new FitContext { OnRound = report => fresh.Add(report.TrainingLoss) });
        var start = ModelReader.Read(EstimatorCase.Bytes(half));
        subject.Algorithm.Fit(
            data, whole, new FitContext { Start = start, RoundsDone = fresh.Count, OnRound = report => resumed.Add(report.TrainingLoss) }, CancellationToken.None);
        Assert.True(resumed[0] < fresh[0], $"It starts anew: {resumed[0]} after the first round, {fresh[0]} without a start.");
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Start_FromAModelOfOtherColumns_IsRefused(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        if (!subject.Promises(Promise.Start)) return;
        var data = subject.Data();
        var fewer = data with { Features = data.Features.Without("c") };
        Assert.Throws<LearningException>(() => subject.Fit(data, new FitContext { Start = subject.Fit(fewer) }));
    }
}
