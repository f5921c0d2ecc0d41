using System.Text;
using MlPlatform.Tables.Profiles;
using MlPlatform.Tables.Reading;
using MlPlatform.Tables.Writing;

namespace MlPlatform.Tables.Tests;

public sealed class TableTests
{
    private const string Text = "n,c\n1.5,plain\n,\"with, comma\"\n-2e-07,\"quote \"\" here\"\n4,\n";

    [Fact]
    public void WrittenTable_ReadAgain_IsTheSame()
    {
        var table = Read(Text);
        var stream = new MemoryStream();
        CsvTableWriter.Write(stream, table);
        Assert.Equal("n,c\n1.5,plain\n,\"with, comma\"\n-2E-07,\"quote \"\" here\"\n4,\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Slice_OfASlice_SharesValuesAndCountsMissing()
    {
        var slice = Read(Text).Slice(1, 3).Slice(0, 2);
        Assert.Equal([double.NaN, -2e-07], ((NumberColumn)slice["n"]).ToArray());
        Assert.Equal(1, slice["n"].MissingCount);
        Assert.False(slice["n"].Validity[0]);
        Assert.True(slice["n"].Validity[1]);
    }

    [Fact]
    public void Validity_AcrossWordBoundaries_CountsLikeALoop()
    {
        var random = new SeededRandom(5);
        var values = Enumerable.Range(0, 300).Select(_ => random.NextInt32(3) == 0 ? double.NaN : 1).ToArray();
        var bitmap = ValidityBitmap.From<double>(values, double.NaN);
        for (var start = 0; start < 130; start += 7)
        {
            Assert.Equal(values.Skip(start).Take(150).Count(v => v == 1), bitmap.Slice(start, 150).CountPresent());
        }
    }

    [Fact]
    public void Take_OfRows_KeepsTheirOrder()
    {
        var taken = Read(Text).Take([3, 0]);
        Assert.Equal([4d, 1.5], ((NumberColumn)taken["n"]).ToArray());
        Assert.Equal([null, "plain"], Enumerable.Range(0, 2).Select(i => ((CategoryColumn)taken["c"]).Text(i)));
    }

    [Fact]
    public void UnknownColumn_IsNamedWithTheKnownOnes() =>
        Assert.Contains("'x'; the columns are n, c", Assert.Throws<TableFormatException>(() => Read(Text)["x"]).Message);

    [Fact]
    public void Schema_WrittenAsJson_ReadsBack()
    {
        var schema = Read(Text).Schema with { Label = new LabelSchema("c", "yes", "no") };
        var back = TableSchema.Parse(schema.ToJson());
        Assert.Equal(schema.Label, back.Label);
        Assert.Equal(schema.Columns.Select(c => (c.Name, c.Type)), back.Columns.Select(c => (c.Name, c.Type)));
        Assert.Equal(schema.Columns[1].Categories, back.Columns[1].Categories);
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("-0.5", -0.5)]
    [InlineData(" 7 ", 7)]
    [InlineData("1e3", 1000)]
    [InlineData("0.1234567890123456789", 0.1234567890123456789)]
    [InlineData("123456789012345.6", 123456789012345.6)]
    public void NumberText_OfANumber_IsTheNearestDouble(string text, double expected)
    {
        Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("12a")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void NumberText_OfAnythingElse_IsRefused(string text) => Assert.False(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void CategoryDictionary_WithThousandsOfTexts_FindsEach()
    {
        var texts = Enumerable.Range(0, 10_000).Select(i => $"text number {i}").ToArray();
        var dictionary = CategoryDictionary.From(texts);
        Assert.Equal(10_000, dictionary.Count);
        for (var i = 0; i < texts.Length; i++) Assert.Equal(i, dictionary.Find(texts[i]));
        Assert.Equal(-1, dictionary.Find("absent"));
    }

    [Fact]
    public void SeededRandom_WithSeedOne_GivesTheFrozenSequence()
    {
        var random = new SeededRandom(1);
        Assert.Equal([12966619160104079557UL, 9600361134598540522UL, 10590380919521690900UL], [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()]);
    }

    [Fact]
    public void Profile_OfNumbers_MatchesDirectFigures()
    {
        var random = new SeededRandom(3);
        var values = Enumerable.Range(0, 50_000).Select(_ => Math.Round(random.NextNormal() * 100)).Append(double.NaN).ToArray();
        var profile = (NumberProfile)TableProfiler.Profile(new Float64Column("x", values));
        var present = values[..^1].Order().ToArray();
        var mean = present.Average();
        Assert.Equal(50_000, profile.Present);
        Assert.Equal(1, profile.Missing);
        Assert.Equal(mean, profile.Mean, 9);
        Assert.Equal(Math.Sqrt(present.Average(v => (v - mean) * (v - mean))), profile.StandardDeviation, 9);
        Assert.Equal((present[0], present[^1]), (profile.Minimum, profile.Maximum));
        Assert.Equal(present.Distinct().Count(), profile.Distinct);
        Assert.True(profile.IsIntegral);
        const double RankError = 0.02;
        foreach (var share in new[] { 0.05, 0.25, 0.5, 0.75, 0.95 })
        {
            var rank = present.Count(v => v <= profile.Quantiles(share)[0]) / (double)present.Length;
            Assert.InRange(rank, share - RankError, share + RankError);
        }
    }

    [Fact]
    public void Profile_OfCategories_CountsMostFrequentFirst()
    {
        var profile = (CategoryProfile)TableProfiler.Profile(Read("c\nb\na\nb\n?\n")["c"]);
        Assert.Equal([new ValueCount("b", 2), new ValueCount("a", 1)], profile.Values);
        Assert.Equal(0.75, profile.Completeness);
    }

    [Fact]
    public void DistinctSketch_BeyondItsSize_EstimatesWithinFivePercent()
    {
        var sketch = new DistinctSketch();
        for (var i = 0; i < 200_000; i++) sketch.Add(i % 100_000);
        Assert.InRange(sketch.Estimate, 95_000, 105_000);
    }

    private static Table Read(string text) => TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text))).Table;
}
