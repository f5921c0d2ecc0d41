using System.Text;
using MlPlatform.Tables.Profiles;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class ProfileTests
{
    [Fact]
    public void Numbers_MatchDirectFigures()
    {
        var random = new SeededRandom(3);
        var values = Enumerable.Range(0, 50_000).Select(_ => Math.Round(random.NextNormal() * 100)).Append(double.NaN).ToArray();
        var profile = (NumberProfile)TableProfiler.Profile(new Float64Column("x", values));
        var present = values[..^1].Order().ToArray();
        var mean = present.Average();
        Assert.Equal((50_000, 1), (profile.Present, profile.Missing));
        Assert.Equal(mean, profile.Mean, 9);
        Assert.Equal(Math.Sqrt(present.Average(v => (v - mean) * (v - mean))), profile.StandardDeviation, 9);
        Assert.Equal((present[0], present[^1]), (profile.Minimum, profile.Maximum));
        Assert.Equal(present.Distinct().Count(), profile.Distinct);
        Assert.True(profile.IsIntegral);
        Assert.Equal(
            present.GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(20).Select(g => new ValueCount($"{g.Key}", g.Count())), profile.Top);
        Assert.Equal(0, profile.TopError);
    }

    [Fact]
    public void Moments_OfNumbersFarFromZero_KeepTheirDigits()
    {
        const double Offset = 1e9;
        var random = new SeededRandom(4);
        var small = Enumerable.Range(0, 20_000).Select(_ => random.NextInt32(1000) / 8.0).ToArray();
        var far = (NumberProfile)TableProfiler.Profile(new Float64Column("x", Array.ConvertAll(small, v => v + Offset)));
        var near = (NumberProfile)TableProfiler.Profile(new Float64Column("x", small));
        Assert.Equal(near.StandardDeviation, far.StandardDeviation, 9);
        Assert.Equal(near.Mean, far.Mean - Offset, 6);
    }

    [Fact]
    public void Categories_AreCountedMostFrequentFirst()
    {
        var profile = (CategoryProfile)TableProfiler.Profile(Read("c\nb\na\nb\n?\n")["c"]);
        Assert.Equal([new ValueCount("b", 2), new ValueCount("a", 1)], profile.Values);
        Assert.Equal(0.75, profile.Completeness);
    }

    [Fact]
    public void BooleansDatesAndTexts_HaveProfilesOfTheirOwn()
    {
        var schema = new TableSchema([new("b", ColumnType.Boolean), new("d", ColumnType.Date), new("t", ColumnType.Text)]);
        var profiles = TableProfiler.Profile(TableReader.ReadCsv(
            new MemoryStream("true,2024-01-03,xyz\ntrue,2024-01-01,\nfalse,,x\n,2024-01-03,xyz\n"u8.ToArray()), CsvOptions.LabelFirst, new TableReadOptions { Schema = schema }).Table);

        var flags = (BooleanProfile)profiles[0];
        Assert.Equal((3, 1, 2, 1, 2d), (flags.Present, flags.Missing, flags.True, flags.False, flags.Distinct));
        var dates = (DateProfile)profiles[1];
        Assert.Equal((new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 1, 3, 0, 0, 0, TimeSpan.Zero)), (dates.Earliest, dates.Latest));
        Assert.Equal(dates.Latest, Assert.Single(dates.Quantiles(0.9)));
        Assert.Equal(new ValueCount("2024-01-03", 2), dates.Top[0]);
        var texts = (TextProfile)profiles[2];
        Assert.Equal((3, 1, 2d, 7 / 3d, 1, 3), (texts.Present, texts.Missing, texts.Distinct, texts.MeanLength, texts.LeastLength, texts.GreatestLength));
        Assert.Equal([new ValueCount("xyz", 2), new ValueCount("x", 1)], texts.Top);
    }

    [Fact]
    public void ColumnsWithoutAValue_HaveAnEmptyProfile()
    {
        var schema = new TableSchema([.. Enum.GetValues<ColumnType>().Select(type => new ColumnSchema($"{type}", type))]);
        var profiles = TableProfiler.Profile(TableReader.ReadCsv(new MemoryStream(",,,,\n"u8.ToArray()), CsvOptions.LabelFirst, new TableReadOptions { Schema = schema }).Table);
        Assert.All(profiles, profile => Assert.Equal((0, 1, 0d, 0), (profile.Present, profile.Missing, profile.Distinct, profile.Top.Count)));
    }

    [Fact]
    public void Profile_WithTwoThreads_IsThatOfOne()
    {
        var random = new SeededRandom(8);
        var table = new Table([.. Enumerable.Range(0, 5).Select(i => new Float64Column($"x{i}", Enumerable.Range(0, 20_000).Select(_ => random.NextNormal()).ToArray()))]);
        var (one, two) = (TableProfiler.Profile(table), TableProfiler.Profile(table, threads: 2));
        foreach (var (first, second) in one.Zip(two).Select(pair => ((NumberProfile)pair.First, (NumberProfile)pair.Second)))
        {
            Assert.Equal(first.Sketch.Levels, second.Sketch.Levels);
            Assert.Equal((first.Mean, first.StandardDeviation, first.Distinct), (second.Mean, second.StandardDeviation, second.Distinct));
        }
    }

    [Fact]
    public void ProfilersOfParts_Merged_CountAsOne()
    {
        var table = Read("n,c\n1,a\n2,b\n,a\n5,\n2,c\n1,a\n");
        var (first, second) = (new TableProfiler(), new TableProfiler());
        first.Add(table.Slice(0, 2));
        second.Add(table.Slice(2, 4));
        first.Merge(second);
        var (merged, whole) = (first.Finish(), TableProfiler.Profile(table));
        Assert.Equal(whole.Select(p => (p.Present, p.Missing, p.Distinct)), merged.Select(p => (p.Present, p.Missing, p.Distinct)));
        Assert.Equal(((NumberProfile)whole[0]).Mean, ((NumberProfile)merged[0]).Mean, 12);
        Assert.Equal(((NumberProfile)whole[0]).StandardDeviation, ((NumberProfile)merged[0]).StandardDeviation, 12);
        Assert.Equal(((CategoryProfile)whole[1]).Values, ((CategoryProfile)merged[1]).Values);
    }

    private static Table Read(string text) => TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text))).Table;
}
