using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Tests.Checks;

/// <summary>What the same data must give, however it is presented.</summary>
public sealed class RepeatabilityChecks
{
    // Sums in another order differ in their last digits, and boosted trees keep their sums in 32 bits.
    private const double Near = 1e-4;

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void SameSeed_Twice_GivesTheSameBytes(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        Assert.Equal(EstimatorCase.Bytes(subject.Fit(subject.Data())), EstimatorCase.Bytes(subject.Fit(subject.Data())));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void TwoThreads_GiveTheBytesOfOne(string algorithm, LearningTask task)
    {
        const int Rows = 3000;
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data(Rows);
        Assert.Equal(
            EstimatorCase.Bytes(subject.Fit(data, new FitContext { Threads = 1 })), EstimatorCase.Bytes(subject.Fit(data, new FitContext { Threads = 2 })));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Fit_LeavesItsDataAsItWas(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data();
        var (labels, weights) = ((double[])data.Labels.Clone(), (double[])data.Weights.Clone());
        subject.Fit(data);
        Assert.Equal(labels, data.Labels);
        Assert.Equal(weights, data.Weights);
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void WeightTwo_IsTheRowTwice(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        if (!subject.Promises(Promise.WeightsAreRepetitions)) return;
        var data = subject.Data();
        int[] rows = [.. Enumerable.Range(0, data.RowCount).SelectMany(row => row % 3 == 0 ? new[] { row, row } : [row])];
        var weighted = data with { Weights = [.. Enumerable.Range(0, data.RowCount).Select(row => row % 3 == 0 ? 2.0 : 1.0)] };
        AssertNear(subject.Scores(CheckData.Take(data, rows), data.Features), subject.Scores(weighted, data.Features));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void WeightZero_IsNoRow(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        if (!subject.Promises(Promise.WeightsAreRepetitions)) return;
        var data = subject.Data();
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(row => row % 4 != 1)];
        var weighted = data with { Weights = [.. Enumerable.Range(0, data.RowCount).Select(row => row % 4 == 1 ? 0.0 : 1.0)] };
        var kept = CheckData.Take(data, rows);
        AssertNear(subject.Scores(kept, kept.Features), subject.Scores(weighted, kept.Features));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void RowOrder_DoesNotMatter(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        if (!subject.Promises(Promise.RowOrder)) return;
        var data = subject.Data();
        int[] backwards = [.. Enumerable.Range(0, data.RowCount).Reverse()];
        AssertNear(subject.Scores(data, data.Features), subject.Scores(CheckData.Take(data, backwards), data.Features));
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - Near, pair.First + Near));
    }
}
