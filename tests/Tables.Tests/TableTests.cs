using System.Text;
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

    private static Table Read(string text) => TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text))).Table;
}
