using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees;
using static MlPlatform.Learning.Tests.Trees.TreeSamples;

namespace MlPlatform.Learning.Tests.Trees;

public sealed class BoostingRoundsTests
{
    private static readonly (string, string)[] Sampled =
        [("objective", "binary:logistic"), ("num_round", "9"), ("subsample", "0.7"), ("colsample_bytree", "0.6"), ("colsample_bylevel", "0.8"), ("seed", "5")];

    [Theory]
    [InlineData("depthwise", 4)]
    [InlineData("lossguide", 4)]
    [InlineData("depthwise", 9)]
    public void Fit_ThatGoesOn_GivesTheBytesOfOneThatNeverStopped(string policy, int stop)
    {
        var data = Binary(700);
        (string, string)[] options = [.. Sampled, ("grow_policy", policy), ("max_leaves", "9")];
        ITabularModel? saved = null;
        var whole = Fit(data, new FitContext { OnRound = report => saved = report.Round == stop ? report.Model() : saved }, options);
        var read = ModelReader.Read(Bytes(saved!));
        var rounds = new List<int>();
        var resumed = Fit(data, new FitContext { Start = read, OnRound = report => rounds.Add(report.Round) }, options);
        Assert.Equal(Bytes(whole), Bytes(resumed));
        Assert.Equal(Enumerable.Range(1, 9 - stop), rounds);
    }

    [Fact]
    public void Fit_ThatGoesOnWithCategoriesClassesAndEarlyStopping_GivesTheSameBytes()
    {
        var (data, held) = (WithCategories(Classes(600, 1)), WithCategories(Classes(300, 2)));
        (string, string)[] options = [("objective", "multi:softprob"), ("num_round", "40"), ("early_stopping_rounds", "3"), ("eta", "0.5")];
        ITabularModel? saved = null;
        var whole = Fit(data, new FitContext { Validation = held, OnRound = report => saved = report.Round == 5 ? report.Model() : saved }, options);
        var resumed = Fit(data, new FitContext { Validation = held, Start = saved }, options);
        Assert.Equal(Bytes(whole), Bytes(resumed));
    }

    [Fact]
    public void Fit_ThatGoesOnOnOtherData_AddsTreesThatFitIt()
    {
        var (first, second) = (Regression(400, 1), Regression(400, 2));
        var start = Fit(first, ("num_round", "5"));
        var model = Fit(second, new FitContext { Start = start }, ("num_round", "30"));
        Assert.Equal(30, model.Rounds);
        Assert.Same(start.Ensemble.Trees[4], model.Ensemble.Trees[4]);
        Assert.True(Rmse(model, second) < 0.5 * Rmse(start, second));
    }

    [Fact]
    public void EarlyStopping_KeepsTheRoundWithTheBestMetric()
    {
        var (data, held) = (Binary(300, 1), Binary(300, 2));
        var losses = new List<double>();
        var context = new FitContext { Validation = held, OnRound = report => losses.Add(report.ValidationLoss!.Value) };
        var model = Fit(data, context, ("objective", "binary:logistic"), ("num_round", "200"), ("early_stopping_rounds", "7"), ("eta", "0.4"));
        Assert.Equal(losses.IndexOf(losses.Min()) + 1, model.Rounds);
        Assert.Equal(model.Rounds + 7, losses.Count);
        Assert.Equal(losses.Min(), LogLoss(model, held), 6);
    }

    [Fact]
    public void EarlyStopping_OnAuc_TakesTheHighest()
    {
        var figures = new List<double>();
        var context = new FitContext { Validation = Binary(300, 2), OnRound = report => figures.Add(report.ValidationLoss!.Value) };
        var model = Fit(Binary(300, 1), context, ("objective", "binary:logistic"), ("num_round", "60"), ("early_stopping_rounds", "5"), ("eval_metric", "error,auc"));
        Assert.Equal(figures.IndexOf(figures.Max()) + 1, model.Rounds);
    }

    [Fact]
    public void StopEarly_EndsAfterTheRound_AndKeepsItsTrees()
    {
        using var stop = new CancellationTokenSource();
        var context = new FitContext { StopEarly = stop.Token, OnRound = report => { if (report.Round == 3) stop.Cancel(); } };
        Assert.Equal(3, Fit(Regression(), context, ("num_round", "50")).Rounds);
    }

    [Fact]
    public void Cancellation_EndsTheFit()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => BoostedTrees.Fit(Regression(), BoostedTreesOptions.Default, FitContext.None, cancel.Token));
    }

    [Fact]
    public void TrainingLoss_IsThatOfTheModelOnTheTrainingRows()
    {
        var data = Binary(300);
        var last = double.NaN;
        var model = Fit(data, new FitContext { OnRound = report => last = report.TrainingLoss }, ("objective", "binary:logistic"), ("num_round", "8"));
        Assert.Equal(LogLoss(model, data), last, 6);
    }

    private static TrainingData WithCategories(TrainingData data)
    {
        var texts = Enumerable.Range(0, data.RowCount).Select(row => row % 11 == 0 ? null : $"k{row * 7 % 13}").ToArray();
        return data with { Features = new MlPlatform.Tables.Table([.. data.Features.Columns, Categories("kind", texts)]) };
    }

    private static double Rmse(BoostedTreesModel model, TrainingData data) =>
        Math.Sqrt(model.Score(data.Features).Zip(data.Labels, (p, y) => (p - y) * (p - y)).Average());

    private static double LogLoss(BoostedTreesModel model, TrainingData data) =>
        model.Score(data.Features).Zip(data.Labels, (p, y) => -Math.Log(y == 1 ? p : 1 - p)).Average();
}
