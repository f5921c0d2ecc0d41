using System.Globalization;
using System.Text;
using MlPlatform.Tables.Reading;
using MlPlatform.Tables.Statistics;
using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Trust.Tests.Monitoring;

public sealed class ConstraintChecksTests
{
    private static readonly DatasetStatistics Baseline = BaselineOf(Rows(seed: 1, count: 2000));
    private static readonly DatasetConstraints Constraints = DatasetConstraints.SuggestFrom(Baseline);

    [Fact]
    public void Run_OnRowsLikeTheBaselines_FindsNothing()
    {
        for (var seed = 10; seed < 40; seed++) Assert.Empty(Check(Rows(seed, count: 50 + (seed * 10))));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(3000)]
    public void Run_OnAShiftedNumber_FindsTheDriftOfThatColumnOnly(int count)
    {
        var violation = Assert.Single(Check(Rows(seed: 2, count, shift: 15)));

        Assert.Equal(("age", CheckTypes.BaselineDrift), (violation.FeatureName, violation.ConstraintCheckType));
        Assert.Matches(@"^Kolmogorov-Smirnov distance 0\.\d+ \(0\.\d+ beyond chance\) against a threshold of 0\.1; PSI \d", violation.Description);
    }

    [Fact]
    public void Run_OnAnotherMixOfTexts_FindsTheDrift()
    {
        var violation = Assert.Single(Check(Rows(seed: 3, count: 500, bonn: 0.9)));

        Assert.Equal(("city", CheckTypes.BaselineDrift), (violation.FeatureName, violation.ConstraintCheckType));
        Assert.StartsWith("L-infinity distance", violation.Description);
    }

    [Theory]
    [InlineData(0.4, false)]
    [InlineData(0.52, true)]
    public void Run_ByChiSquare_FindsTheMixThatChanceDoesNotExplain(double bonn, bool isDrift)
    {
        var distributions = Constraints.MonitoringConfig.DistributionConstraints with { CategoricalDriftMethod = "ChiSquared", CategoricalComparisonThreshold = 0.001 };
        var constraints = Constraints with { MonitoringConfig = Constraints.MonitoringConfig with { DistributionConstraints = distributions } };
        var violations = new ConstraintChecks(Baseline, constraints).Run(Rows(seed: 3, count: 500, bonn: bonn));

        Assert.Equal(isDrift ? ["city"] : [], violations.Select(violation => violation.FeatureName));
        Assert.All(violations, violation => Assert.StartsWith("Chi-square ", violation.Description));
    }

    [Fact]
    public void Run_OnValuesOfAnotherType_FindsTheShare()
    {
        var columns = Rows(seed: 4, count: 200);
        columns[0] = columns[0] with { Values = [.. columns[0].Values.Select((value, row) => row % 10 == 0 ? "n/a" : value)] };

        Assert.Contains(Check(columns), violation =>
            violation == new ConstraintViolation("age", CheckTypes.DataType, "90 % of the values are Integral; at least 100 % must be."));
    }

    [Fact]
    public void Run_OnGaps_FindsTheCompleteness()
    {
        var columns = Rows(seed: 5, count: 200);
        columns[0] = columns[0] with { Values = [.. columns[0].Values.Select((value, row) => row % 4 == 0 ? null : value)] };

        Assert.Equal(new ConstraintViolation("age", CheckTypes.Completeness, "75 % of the rows have a value; at least 100 % must."), Assert.Single(Check(columns)));
    }

    [Fact]
    public void Run_OnAnUnknownText_NamesIt()
    {
        var columns = Rows(seed: 6, count: 200);
        columns[1] = columns[1] with { Values = [.. columns[1].Values.Take(199), "Atlantis"] };

        var violation = Assert.Single(Check(columns));
        Assert.Equal(CheckTypes.CategoricalValues, violation.ConstraintCheckType);
        Assert.EndsWith("Unknown: Atlantis.", violation.Description);
    }

    [Fact]
    public void Run_OnColumnsThatDoNotMatch_FindsTheMissingAndTheExtra()
    {
        var columns = Rows(seed: 7, count: 200);
        columns[1] = columns[1] with { Name = "town" };

        Assert.Equal(
            [("city", CheckTypes.MissingColumn), ("town", CheckTypes.ExtraColumn)],
            Check(columns).Select(violation => (violation.FeatureName, violation.ConstraintCheckType)));
    }

    [Fact]
    public void Run_WhereConstraintsAreSwitchedOff_FindsNothing()
    {
        var off = Constraints with { MonitoringConfig = Constraints.MonitoringConfig with { EvaluateConstraints = "Disabled" } };

        Assert.Empty(new ConstraintChecks(Baseline, off).Run(Rows(seed: 2, count: 500, shift: 15)));
    }

    [Fact]
    public void Run_OnABaselineWithBucketsOnly_FindsTheDriftToo()
    {
        var withoutSketch = Baseline with
        {
            Features = [.. Baseline.Features.Select(feature => feature.NumericalStatistics is not { Distribution: { } distribution } numbers
                ? feature
                : feature with { NumericalStatistics = numbers with { Distribution = new NumericalDistribution { Kll = distribution.Kll with { Sketch = null } } } })],
        };

        Assert.Equal("age", Assert.Single(new ConstraintChecks(withoutSketch, Constraints).Run(Rows(seed: 2, count: 500, shift: 15))).FeatureName);
        Assert.Empty(new ConstraintChecks(withoutSketch, Constraints).Run(Rows(seed: 8, count: 500)));
    }

    private static IReadOnlyList<ConstraintViolation> Check(IReadOnlyList<ObservedColumn> columns) => new ConstraintChecks(Baseline, Constraints).Run(columns);

    private static ObservedColumn[] Rows(int seed, int count, int shift = 0, double bonn = 0.4)
    {
        var random = new Random(seed);
        string[] age = new string[count], city = new string[count];
        for (var row = 0; row < count; row++)
        {
            age[row] = (random.Next(15, 35) + random.Next(0, 30) + shift).ToString(CultureInfo.InvariantCulture);
            city[row] = random.NextDouble() < bonn ? "Bonn" : "Ulm";
        }

        return [new ObservedColumn("age", age), new ObservedColumn("city", city)];
    }

    private static DatasetStatistics BaselineOf(ObservedColumn[] columns)
    {
        var csv = new StringBuilder("age,city\n");
        for (var row = 0; row < columns[0].Values.Count; row++) csv.Append(columns[0].Values[row]).Append(',').Append(columns[1].Values[row]).Append('\n');
        return DatasetStatistics.Parse(StatisticsBuilder.Build(TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()))).Table).ToJson());
    }
}
