using System.Text;
using System.Text.Json;
using MlPlatform.Tables.Reading;
using MlPlatform.Tables.Statistics;

namespace MlPlatform.Tables.Tests;

public sealed class StatisticsTests
{
    private static readonly DatasetStatistics Statistics = StatisticsBuilder.Build(
        TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes("age,rate,city\n20,0.5,Ulm\n30,1.5,Bonn\n40,,Ulm\n50,2.5,Ulm\n"))).Table);

    [Fact]
    public void Statistics_OfAnIntegralColumn_HoldTheMomentsWorkedByHand()
    {
        var age = Statistics.Features.Single(feature => feature.Name == "age");

        Assert.Equal(InferredTypes.Integral, age.InferredType);
        Assert.Equal((35.0, 140.0, 20.0, 50.0), (age.NumericalStatistics!.Mean, age.NumericalStatistics.Sum, age.NumericalStatistics.Min, age.NumericalStatistics.Max));
        Assert.Equal(Math.Sqrt(125), age.NumericalStatistics.StdDev!.Value, 12);
        Assert.Equal(4, age.NumericalStatistics.Distribution!.Kll.Buckets.Sum(bucket => bucket.Count));
    }

    [Fact]
    public void Statistics_OfAColumnWithAGap_CountIt()
    {
        var rate = Statistics.Features.Single(feature => feature.Name == "rate");

        Assert.Equal(InferredTypes.Fractional, rate.InferredType);
        Assert.Equal((3L, 1L), (rate.Common!.NumPresent, rate.Common.NumMissing));
        Assert.Equal(0.75, DatasetConstraints.SuggestFrom(Statistics).Features.Single(feature => feature.Name == "rate").Completeness);
    }

    [Fact]
    public void Statistics_InJson_HaveModelMonitorsShapeAndReadBackAsTheyWere()
    {
        var json = Statistics.ToJson();

        var features = JsonDocument.Parse(json).RootElement.GetProperty("features");
        Assert.Equal(4, features[0].GetProperty("numerical_statistics").GetProperty("common").GetProperty("num_present").GetInt32());
        Assert.Equal([20, 30, 40, 50], features[0].GetProperty("numerical_statistics").GetProperty("distribution").GetProperty("kll").GetProperty("sketch").GetProperty("data")[0].EnumerateArray().Select(item => item.GetInt32()));
        Assert.Equal("Ulm", features[2].GetProperty("string_statistics").GetProperty("distribution").GetProperty("categorical").GetProperty("buckets")[0].GetProperty("value").GetString());
        Assert.Equal(json, DatasetStatistics.Parse(json).ToJson());
    }

    [Fact]
    public void Constraints_SuggestedFromStatistics_NameTheTextsSeen()
    {
        var constraints = DatasetConstraints.Parse(DatasetConstraints.SuggestFrom(Statistics).ToJson());

        Assert.Equal(["Ulm", "Bonn"], constraints.Features[2].StringConstraints!.Domains);
        Assert.True(constraints.Features[0].NumConstraints!.IsNonNegative);
        Assert.Equal("Robust", constraints.MonitoringConfig.DistributionConstraints.ComparisonMethod);
    }

    [Fact]
    public void Statistics_OfAnotherShape_AreRefusedByName() =>
        Assert.StartsWith("statistics.json is not valid", Assert.Throws<TableFormatException>(() => DatasetStatistics.Parse("[1]"u8)).Message);
}
