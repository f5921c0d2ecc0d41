using MlPlatform.Tables;
using MlPlatform.Trust.Drift;
using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Tests.Drift;

public sealed class DatasetComparisonTests
{
    [Fact]
    public void Columns_OnOneAndTwoThreads_GiveTheSameInTheirOrder()
    {
        var (one, two) = (DatasetComparison.Compare(Columns(), 1, CancellationToken.None), DatasetComparison.Compare(Columns(), 2, CancellationToken.None));

        Assert.Equal(Columns().Select(column => column.Name), two.Select(column => column.Name));
        Assert.Equal(one.SelectMany(column => column.Scores), two.SelectMany(column => column.Scores));
    }

    [Fact]
    public void Singles_AndTheSameNumbersAsDoubles_GiveTheSame()
    {
        var random = new SeededRandom(1);
        float[] reference = Singles(random, 3000), current = Singles(random, 2000);

        var singles = DatasetComparison.Compare([new SinglePair("x", reference, current)], 1, CancellationToken.None)[0];
        var doubles = DatasetComparison.Compare([new NumberPair("x", Widened(reference), Widened(current))], 1, CancellationToken.None)[0];

        Assert.Equal(singles.Scores, doubles.Scores);
        Assert.Equal((singles.Reference, singles.Distinct), (doubles.Reference, doubles.Distinct));
    }

    [Fact]
    public void Numbers_ThatAreNotFinite_AreMissing()
    {
        var found = DatasetComparison.Compare(
            [new NumberPair("x", new double[] { 1, double.NaN, 2, double.PositiveInfinity, 0.1 }, new double[] { double.NegativeInfinity, 3 })], 1, CancellationToken.None)[0];

        Assert.Equal((new Presence(3, 2), new Presence(1, 1)), (found.Reference, found.Current));
        Assert.Equal(1, found[DriftTest.KolmogorovSmirnov].Statistic.Value);
        Assert.Equal(Proportions.ZTest(2, 5, 1, 2).PValue, found[DriftTest.MissingShare].PValue);
    }

    [Fact]
    public void Columns_WithoutValuesOnOneSide_SayWhichAndKeepTheMissingShare()
    {
        var found = DatasetComparison.Compare(
            [new NumberPair("x", new double[] { 1, 2 }, new[] { double.NaN }), new CategoryPair("c", new[] { -1, -1 }, new[] { 0, 1 }, 2)], 1, CancellationToken.None);

        Assert.Equal("the current sample has no values", found[0][DriftTest.Wasserstein].Statistic.Reason);
        Assert.Equal("the reference has no values", found[1][DriftTest.ChiSquare].Statistic.Reason);
        Assert.All(found, column => Assert.NotNull(column[DriftTest.MissingShare].PValue));
        Assert.All(DriftPolicy.Evidently.Judge(found).Columns, verdict => Assert.Null(verdict.IsDrift));
    }

    [Fact]
    public void ConstantColumns_EqualAndUnequal_AreJudged()
    {
        var found = DatasetComparison.Compare(
            [Constant("same", 3, 3), Constant("moved", 3, 4)], 1, CancellationToken.None);

        Assert.Equal(0, found[0][DriftTest.KolmogorovSmirnov].Statistic.Value);
        Assert.Null(found[0][DriftTest.AndersonDarling].Statistic.Value);
        Assert.Equal(1, found[1][DriftTest.KolmogorovSmirnov].Statistic.Value);
        Assert.Equal(1000, found[1][DriftTest.WassersteinNormed].Statistic.Value);
        Assert.Equal(0, found[0][DriftTest.PopulationStability].Statistic.Value);
        Assert.InRange(found[1][DriftTest.PopulationStability].Statistic.Value!.Value, 5, 20);
        Assert.Equal([false, true], DriftPolicy.Evidently.Judge(found).Columns.Select(column => column.IsDrift!.Value));
    }

    [Fact]
    public void Numbers_AtTheEndsOfTheRange_HaveRanksButNoDeviation()
    {
        double[] reference = [.. Enumerable.Range(0, 30).Select(i => i * double.MaxValue / 30)], current = [-double.MaxValue, 0, double.MaxValue];

        var found = DatasetComparison.Compare([new NumberPair("x", reference, current)], 1, CancellationToken.None)[0];

        Assert.Equal(1.0 / 3, found[DriftTest.KolmogorovSmirnov].Statistic.Value!.Value, 1e-12);
        Assert.StartsWith("the statistic is infinite", found[DriftTest.WassersteinNormed].Statistic.Reason, StringComparison.Ordinal);
        Assert.All(found.Scores, score => Assert.True(score.Statistic.Value is { } value ? double.IsFinite(value) : score.Statistic.Reason is not null));
    }

    [Fact]
    public void Codes_BeyondTheCategories_AreRefused() => Assert.Contains(
        "code 2", Assert.Throws<TrustException>(() => DatasetComparison.Compare([new CategoryPair("c", new[] { 0 }, new[] { 2 }, 2)], 1, CancellationToken.None)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Evidently_FromHalfOfTheColumnsOn_CallsTheDataSetDrifted()
    {
        ColumnPair[] columns = [Constant("a", 1, 2), Constant("b", 1, 1), Constant("c", 1, 1), Constant("d", 1, 2)];

        var half = DriftPolicy.Evidently.Judge(DatasetComparison.Compare(columns, 1, CancellationToken.None));
        var less = DriftPolicy.Evidently.Judge(DatasetComparison.Compare(columns[..3], 1, CancellationToken.None));

        Assert.Equal((0.5, true), (half.DriftedShare, half.IsDrift));
        Assert.False(less.IsDrift);
    }

    [Fact]
    public void ModelMonitor_RobustToFewRows_AsksForMoreThanChanceExplains()
    {
        double[] reference = [.. Enumerable.Range(0, 40).Select(i => (double)i)], current = [.. Enumerable.Range(0, 40).Select(i => i + 10.0)];
        var columns = DatasetComparison.Compare([new NumberPair("x", reference, current)], 1, CancellationToken.None);

        Assert.False(DriftPolicy.ModelMonitor().Judge(columns).IsDrift);
        Assert.True(DriftPolicy.ModelMonitor(new ModelMonitorOptions { IsRobust = false }).Judge(columns).IsDrift);
        Assert.Equal(0.25, columns[0][DriftTest.LInfinity].Statistic.Value!.Value, 1e-12);
    }

    [Fact]
    public void ModelMonitor_OfCategories_JudgesByDistanceOrByChiSquare()
    {
        var column = CategoryComparison.Compare("c", [500, 300, 200], [300, 400, 300], (0, 0));

        Assert.True(DriftPolicy.ModelMonitor().Judge([column]).IsDrift);
        Assert.False(DriftPolicy.ModelMonitor(new ModelMonitorOptions { CategoryThreshold = 0.2 }).Judge([column]).IsDrift);
        Assert.True(DriftPolicy.ModelMonitor(new ModelMonitorOptions { ComparesCategoriesByChiSquare = true, CategoryThreshold = 1e-6 }).Judge([column]).IsDrift);
        Assert.False(DriftPolicy.ModelMonitor(new ModelMonitorOptions { ComparesCategoriesByChiSquare = true, CategoryThreshold = 1e-60 }).Judge([column]).IsDrift);
    }

    [Fact]
    public void Cancelled_BeforeAColumn_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => DatasetComparison.Compare(Columns(), 2, source.Token));
    }

    private static NumberPair Constant(string name, double reference, double current) =>
        new(name, Enumerable.Repeat(reference, 1200).ToArray(), Enumerable.Repeat(current, 300).ToArray());

    private static IEnumerable<ColumnPair> Columns()
    {
        for (var column = 0; column < 12; column++)
        {
            var random = new SeededRandom(2, (ulong)column);
            yield return column % 3 == 2
                ? new CategoryPair($"c{column}", Codes(random, 4000), Codes(random, 500), 9)
                : new SinglePair($"c{column}", Singles(random, 4000 + column), Singles(random, 700));
        }
    }

    private static int[] Codes(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(10) - 1)];

    private static float[] Singles(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextInt32(40) == 0 ? float.NaN : (float)random.NextNormal())];

    private static double[] Widened(float[] singles) => Array.ConvertAll(singles, value => (double)value);
}
