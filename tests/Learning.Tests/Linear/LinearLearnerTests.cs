using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Linear;

public sealed class LinearLearnerTests
{
    [Fact]
    public void Regression_OnExactlyLinearData_FindsTheFormula()
    {
        var data = Samples.Linear(200, (x, y) => 3 + (2 * x) - (5 * y));
        var model = Fit(data, ("predictor_type", "regressor"), ("wd", "0"), ("early_stopping_tolerance", "0"));
        Assert.Equal(3 + (2 * 0.25) - (5 * 4), model.ScoreOne([0.25, 4]), 6);
    }

    [Fact]
    public void Logistic_AtItsOptimum_HasNoGradient()
    {
        var data = Samples.Classes(300, 7);
        const double Decay = 0.01;
        var model = Fit(data, ("wd", "0.01"), ("early_stopping_tolerance", "0"), ("early_stopping_patience", "50"), ("epochs", "500"), ("normalize_data", "false"));
        var scores = model.Score(data.Features);
        var x = ((NumberColumn)data.Features.Columns[0]).ToArray();
        var mean = x.Average();
        var slope = scores.Select((p, i) => (p - data.Labels[i]) * (x[i] - mean)).Average() + (Decay * model.Weights[0]);
        Assert.Equal(0, slope, 6);
        Assert.Equal(data.Labels.Average(), scores.Average(), 6);
    }

    [Fact]
    public void L1_Heavy_LeavesOnlyTheWeightThatMatters()
    {
        var data = Samples.Classes(400, 3);
        var model = Fit(data, ("l1", "0.12"), ("wd", "0"));
        Assert.NotEqual(0, model.Weights[0]);
        Assert.Equal(0, model.Weights[1]);
    }

    [Fact]
    public void L1_Optimum_MeetsTheSubgradientCondition()
    {
        const double L1 = 0.02;
        var data = Samples.Classes(400, 4);
        var model = Fit(data, ("l1", "0.02"), ("wd", "0"), ("normalize_data", "false"), ("early_stopping_tolerance", "0"), ("early_stopping_patience", "50"), ("epochs", "500"));
        var scores = model.Score(data.Features);
        for (var j = 0; j < 2; j++)
        {
            var x = ((NumberColumn)data.Features.Columns[j]).ToArray();
            var mean = x.Average();
            var slope = scores.Select((p, i) => (p - data.Labels[i]) * (x[i] - mean)).Average();
            if (model.Weights[j] == 0) Assert.InRange(Math.Abs(slope), 0, L1 + 1e-9);
            else Assert.Equal(-L1 * Math.Sign(model.Weights[j]), slope, 5);
        }
    }

    [Theory]
    [InlineData("adam", "0.02")]
    [InlineData("sgd", "0.3")]
    public void MiniBatch_OnSmoothProblem_ComesNearTheQuasiNewtonOptimum(string optimizer, string rate)
    {
        var data = Samples.Classes(500, 5);
        var exact = Fit(data, ("wd", "0.01")).Score(data.Features);
        var model = Fit(data, ("wd", "0.01"), ("optimizer", optimizer), ("learning_rate", rate), ("epochs", "100"), ("early_stopping_patience", "100"));
        var scores = model.Score(data.Features);
        const double Near = 0.06;
        for (var i = 0; i < scores.Length; i++) Assert.InRange(scores[i], exact[i] - Near, exact[i] + Near);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("adam")]
    public void SameSeed_Twice_GivesTheSameBytes(string optimizer) =>
        Assert.Equal(Bytes(Fit(Samples.Classes(100, 1), ("optimizer", optimizer))), Bytes(Fit(Samples.Classes(100, 1), ("optimizer", optimizer))));

    [Fact]
    public void WeightTwo_IsTheRowTwice()
    {
        var data = Samples.Classes(60, 9);
        var rows = Enumerable.Range(0, 60).Concat(Enumerable.Range(0, 20)).ToArray();
        var doubled = new TrainingData(data.Features.Take(rows), [.. rows.Select(r => data.Labels[r])], [.. rows.Select(_ => 1.0)], data.Label);
        var weighted = data with { Weights = [.. Enumerable.Range(0, 60).Select(i => i < 20 ? 2.0 : 1.0)] };
        Assert.Equal(Fit(doubled).ScoreOne([0.3, -0.2]), Fit(weighted).ScoreOne([0.3, -0.2]), 5);
    }

    [Fact]
    public void BalancedClasses_OnRareOnes_MeanScoreIsAboutHalf()
    {
        var data = Samples.Classes(1000, 2, shift: -2);
        var plain = Fit(data).Score(data.Features).Average();
        var model = Fit(data, ("positive_example_weight_mult", "balanced"));
        var balanced = model.Score(data.Features);
        var ones = balanced.Where((_, i) => data.Labels[i] == 1).Sum(p => 1 - p) / data.Labels.Sum();
        var zeros = balanced.Where((_, i) => data.Labels[i] == 0).Sum() / data.Labels.Count(l => l == 0);
        Assert.InRange(plain, 0, 0.3);
        Assert.Equal(ones, zeros, 3);
    }

    [Fact]
    public void Categories_UnseenAndMissing_ScoreWithoutFailing()
    {
        var model = Fit(Samples.Mixed());
        var seen = model.ScoreOne([1, model.Inputs[1].Categories!.Find("red")]);
        var unseen = model.ScoreOne([1, InputColumn.UnknownCode]);
        var missing = model.ScoreOne([double.NaN, double.NaN]);
        Assert.All([seen, unseen, missing], p => Assert.InRange(p, 0, 1));
        Assert.NotEqual(seen, unseen);
    }

    [Fact]
    public void Contributions_AndIntercept_AddUpToTheMargin()
    {
        var model = Fit(Samples.Mixed());
        double[] row = [1.7, 1];
        var parts = new double[2];
        model.Contributions(row, parts);
        Assert.Equal(model.Margin(row), model.Intercept + parts.Sum(), 12);
    }

    [Fact]
    public void ConstantColumn_HasNoWeight()
    {
        var data = Samples.Classes(50, 6);
        var constant = new Float64Column("constant", Enumerable.Repeat(7.0, 50).ToArray());
        var model = Fit(data with { Features = new Table([.. data.Features.Columns, constant]) });
        Assert.Equal(model.ScoreOne([0.1, 0.1, 7]), model.ScoreOne([0.1, 0.1, 700]));
    }

    [Fact]
    public void SingleRowScoring_AllocatesNothing()
    {
        var model = Fit(Samples.Mixed());
        double[] row = [1, 0];
        model.ScoreOne(row);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) model.ScoreOne(row);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void OneClassOnly_IsRefused()
    {
        var data = Samples.Classes(20, 1) with { Labels = new double[20] };
        Assert.Contains("'y' is 0 in every row", Assert.Throws<LearningException>(() => Fit(data)).Message);
    }

    [Fact]
    public void LabelOutsideZeroAndOne_IsRefused()
    {
        var data = Samples.Classes(20, 1);
        data.Labels[3] = 2;
        Assert.Contains("is 2 in row", Assert.Throws<LearningException>(() => Fit(data)).Message);
    }

    [Fact]
    public void StopEarly_BeforeTheFirstEpoch_KeepsOneEpoch()
    {
        var epochs = 0;
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var context = new FitContext { StopEarly = stop.Token, OnRound = _ => epochs++ };
        LinearLearner.Fit(Samples.Classes(50, 1), LinearLearnerOptions.Default, context, CancellationToken.None);
        Assert.Equal(1, epochs);
    }

    [Fact]
    public void Start_FromAFittedModel_GoesOnFromItsLoss()
    {
        var data = Samples.Classes(200, 8);
        var fitted = Fit(data);
        var losses = new List<double>();
        var context = new FitContext { Start = fitted, OnRound = report => losses.Add(report.TrainingLoss) };
        LinearLearner.Fit(data, LinearLearnerOptions.Default, context, CancellationToken.None);
        var scores = fitted.Score(data.Features);
        Assert.InRange(losses[0], 0, Learning.Metrics.BinaryMetrics.Of(scores, data.Labels).LogLoss + 1e-7);
    }

    private static byte[] Bytes(LinearModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static LinearModel Fit(TrainingData data, params (string Name, string Value)[] hyperparameters) => LinearLearner.Fit(
        data, LinearLearnerOptions.Parse(hyperparameters.ToDictionary(h => h.Name, h => h.Value)), FitContext.None, CancellationToken.None);
}
