using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Checks;

/// <summary>What every algorithm must do with data at the edge: fit it, or say what is wrong with it.</summary>
public sealed class DataChecks
{
    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void EmptyTable_IsRefused(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data();
        var empty = data with { Features = data.Features.Slice(0, 0), Labels = [], Weights = [] };
        Assert.Throws<LearningException>(() => subject.Fit(empty));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void OneClassOrOneValue_FitsOrIsRefusedByName(string algorithm, LearningTask task)
    {
        if (task == LearningTask.Features) return;
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data();
        FitsOrRefuses(subject, data with { Labels = new double[data.RowCount] }, CheckData.LabelName);
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void LabelThatIsNoNumber_IsRefusedByName(string algorithm, LearningTask task)
    {
        if (task == LearningTask.Features) return;
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data();
        data.Labels[7] = double.NaN;
        Assert.Contains(CheckData.LabelName, Assert.Throws<LearningException>(() => subject.Fit(data)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void ConstantColumn_ChangesNothing(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data();
        var constant = new Float64Column("constant", Enumerable.Repeat(7.0, data.RowCount).ToArray());
        var with = CheckData.With(data, constant);
        var scores = subject.Scores(with, with.Features);
        Assert.All(scores, score => Assert.True(double.IsFinite(score)));
        if (!subject.Promises(Promise.ConstantColumn)) return;
        const double Near = 1e-6;
        Assert.All(subject.Scores(data, data.Features).Zip(scores), pair => Assert.Equal(pair.First, pair.Second, Near));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void ColumnWithoutAnyValue_FitsOrIsRefusedByName(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data();
        FitsOrRefuses(subject, CheckData.With(data, new Float64Column("hollow", Enumerable.Repeat(double.NaN, data.RowCount).ToArray())), "hollow");
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Infinity_FitsOrIsRefusedByName(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data();
        var values = ((Float64Column)data.Features["c"]).ToArray();
        values[11] = double.PositiveInfinity;
        FitsOrRefuses(subject, CheckData.With(data, new Float64Column("c", values)), "c");
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void TenThousandCategories_Fit(string algorithm, LearningTask task)
    {
        const int Categories = 10_000;
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data(Categories);
        var texts = CheckData.Category("colour", [.. Enumerable.Range(0, Categories).Select(row => $"text {row}")]);
        FitsOrRefuses(subject, CheckData.With(data, texts), "colour");
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void ValidationWithAnUnseenCategory_IsNoError(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var validation = subject.Data(60, seed: 2);
        var texts = CheckData.Category("colour", [.. Enumerable.Range(0, 60).Select(row => row % 2 == 0 ? "violet" : "red")]);
        var losses = new List<double>();
        subject.Fit(subject.Data(), new FitContext
        {
            Validation = CheckData.With(validation, texts),
            OnRound = report => losses.Add(report.ValidationLoss ?? 0),
        });
        Assert.All(losses, loss => Assert.True(double.IsFinite(loss)));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void SingleRow_FitsOrIsRefused(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        FitsOrRefuses(subject, CheckData.Take(subject.Data(), [3]), "");
    }

    /// <summary>Either the model gives numbers for its own rows, or the refusal names what is wrong.</summary>
    private static void FitsOrRefuses(EstimatorCase subject, TrainingData data, string name)
    {
        ITabularModel model;
        try
        {
            model = subject.Fit(data);
        }
        catch (LearningException refusal)
        {
            Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
            return;
        }

        Assert.All(model.Score(data.Features), score => Assert.True(double.IsFinite(score), $"{subject} scores {score}"));
    }
}
