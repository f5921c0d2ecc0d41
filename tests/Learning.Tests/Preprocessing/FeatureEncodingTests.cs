using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Preprocessing;

public sealed class FeatureEncodingTests
{
    private static readonly EncodingOptions Everything = new() { MissingIndicators = true, CyclicDates = true };

    public static TheoryData<CategoryEncoding> CategoryEncodings => new(Enum.GetValues<CategoryEncoding>());

    [Theory]
    [MemberData(nameof(CategoryEncodings))]
    public void Rows_OneByOneAndTogether_GiveTheSameFeatures(CategoryEncoding categories)
    {
        var data = Mixed(3000);
        var encoding = FeatureEncoding.Fit(data, Everything with { Categories = categories });
        var together = encoding.EncodeDenseDouble(data.Features, 2);
        var floats = encoding.EncodeDense(data.Features, 2);
        Assert.Equal(together, encoding.EncodeDenseDouble(data.Features));
        var rows = new TableRows(data.Features, encoding.Inputs);
        var raw = new double[rows.Width];
        var single = new double[encoding.FeatureCount];
        var narrow = new float[encoding.FeatureCount];
        for (var row = 0; row < data.RowCount; row += 7)
        {
            rows.Fill(row, raw);
            encoding.Encode(raw, single);
            encoding.Encode(raw, narrow);
            Assert.Equal(together.AsSpan(row * single.Length, single.Length).ToArray(), single);
            Assert.Equal(floats.AsSpan(row * single.Length, single.Length).ToArray(), narrow);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(131)]
    public void Rows_OfNumbersOnly_GiveWhatEachColumnGivesAlone(int width)
    {
        var random = new SeededRandom(1);
        var columns = Enumerable.Range(0, width).Select(_ => Enumerable.Range(0, 40).Select(row => row % 7 == 3 ? double.NaN : 5 + (3 * random.NextNormal())).ToArray()).ToArray();
        var table = new Table([.. columns.Select((values, i) => new Float64Column($"n{i}", values))]);
        var encoding = Columns.Fit(table, EncodingOptions.Default);
        var (wide, narrow) = (new double[width], new float[width]);
        foreach (var value in new[] { 2.5, double.NaN, double.PositiveInfinity })
        {
            var raw = Enumerable.Range(0, width).Select(i => i % 3 == 1 ? value : i).ToArray();
            encoding.Encode(raw, wide);
            encoding.Encode(raw, narrow);
            Assert.Equal(Array.ConvertAll(wide, feature => (float)feature), narrow);
        }
    }

    [Theory]
    [MemberData(nameof(CategoryEncodings))]
    public void Encoding_WrittenAndRead_GivesTheSameFeatures(CategoryEncoding categories)
    {
        var data = Mixed(200);
        var encoding = FeatureEncoding.Fit(data, Everything with { Categories = categories });
        var back = FeatureEncoding.Load(Written(encoding, encoding.Arrays("e.")), "e.");
        Assert.Equal(encoding.FeatureNames, back.FeatureNames);
        Assert.Equal(encoding.EncodeDenseDouble(data.Features), back.EncodeDenseDouble(data.Features));
    }

    [Fact]
    public void FitDense_OnManyThreads_GivesTheSameFeatures()
    {
        var data = Mixed(5000);
        var options = Everything with { Categories = CategoryEncoding.Target };
        Assert.Equal(FeatureEncoding.FitDense(data, options, 1).Features, FeatureEncoding.FitDense(data, options, 2).Features);
    }

    [Fact]
    public void FitDense_WithoutTargetEncoding_IsFitAndEncode()
    {
        var data = Mixed(500);
        Assert.Equal(FeatureEncoding.Fit(data, Everything).EncodeDense(data.Features), FeatureEncoding.FitDense(data, Everything).Features);
    }

    [Fact]
    public void States_ThatDoNotFit_AreRefused()
    {
        var encoding = FeatureEncoding.Fit(Mixed(50), Everything);
        var arrays = encoding.Arrays("e.").ToArray();
        foreach (var length in new[] { 0, 1, 3 })
        {
            NamedArray[] wrong = [arrays[0], NamedArray.Of("e.lengths", Enumerable.Repeat(length, encoding.Inputs.Count).ToArray()), arrays[2]];
            Assert.Throws<LearningException>(() => FeatureEncoding.Load(Written(encoding, wrong), "e."));
        }

        NamedArray[] unknown = [NamedArray.Of("e.kinds", Enumerable.Repeat(99, encoding.Inputs.Count).ToArray()), arrays[1], arrays[2]];
        Assert.Throws<LearningException>(() => FeatureEncoding.Load(Written(encoding, unknown), "e."));
    }

    [Fact]
    public void Encode_OfOneRow_AllocatesNothing()
    {
        var encoding = FeatureEncoding.Fit(Mixed(50), Everything);
        double[] row = [1, double.NaN, 1, 19000.5];
        var features = new double[encoding.FeatureCount];
        var narrow = new float[encoding.FeatureCount];
        encoding.Encode(row, features);
        encoding.Encode(row, narrow);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            encoding.Encode(row, features);
            encoding.Encode(row, narrow);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void RowOfAnotherWidth_IsRefused() => Assert.Contains(
        "has 2 values", Assert.Throws<LearningException>(() => FeatureEncoding.Fit(Mixed(50), Everything).Encode([1, 2], new double[50])).Message);

    /// <summary>A number, a category, a boolean and a date, each with missing values.</summary>
    private static TrainingData Mixed(int rows)
    {
        var random = new SeededRandom(1);
        double[] Draw(Func<double> next) => [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() < 0.1 ? double.NaN : next())];
        var dictionary = CategoryDictionary.From(["red", "green", "blue", "grey"]);
        var table = new Table([
            new Float64Column("n", Draw(random.NextNormal)),
            new CategoryColumn("c", Draw(() => random.NextInt32(4)).Select(v => double.IsNaN(v) ? CategoryColumn.MissingCode : (int)v).ToArray(), dictionary),
            new BooleanColumn("b", Draw(() => random.NextInt32(2)).Select(v => double.IsNaN(v) ? BooleanColumn.MissingValue : (byte)v).ToArray()),
            new DateColumn("d", Draw(() => 1e15 * random.NextDouble()).Select(v => double.IsNaN(v) ? DateColumn.MissingValue : (long)v).ToArray())]);
        return Columns.Labelled(table, [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())]);
    }

    private static ModelFile Written(FeatureEncoding encoding, IReadOnlyList<NamedArray> arrays)
    {
        var stream = new MemoryStream();
        ModelFile.Write(stream, new ModelManifest("test", null, [.. encoding.Inputs.Select(i => i.Schema)], new Dictionary<string, string>()), arrays);
        return ModelFile.Read(stream.ToArray());
    }
}
