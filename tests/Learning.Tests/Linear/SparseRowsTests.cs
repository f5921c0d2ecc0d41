using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Linear;

/// <summary>Categories are one active weight each; nothing else may come out than with one-hot columns written out.</summary>
public sealed class SparseRowsTests
{
    public static TheoryData<string, string> Tasks => new()
    {
        { "binary_classifier", "newton" },
        { "binary_classifier", "lbfgs" },
        { "regressor", "newton" },
        { "multiclass_classifier", "newton" },
        { "multiclass_classifier", "lbfgs" },
    };

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Categories_LearnWhatWrittenOutColumnsLearn(string task, string optimizer)
    {
        var data = Data(700, task);
        var sparse = Fit(data, task, optimizer, ("normalize_data", "false"));
        var dense = Fit(data with { Features = WrittenOut(data.Features) }, task, optimizer, ("normalize_data", "false"));
        const double Near = 2e-4;
        Assert.All(dense.Score(WrittenOut(data.Features)).Zip(sparse.Score(data.Features)), pair => Assert.Equal(pair.First, pair.Second, Near));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Arithmetic_PlainOrVector_OneThreadOrTwo_GivesTheSameBytes(string task, string optimizer)
    {
        var data = Data(9000, task);
        var options = Options(task, optimizer, ("epochs", "4"));
        byte[] Bytes(BlockMath math, int threads) => Saved(LinearLearner.Fit(data, options, new FitContext { Threads = threads }, math, CancellationToken.None));
        var expected = Bytes(BlockMath.Plain, 1);
        Assert.Equal(expected, Bytes(BlockMath.Vector, 1));
        Assert.Equal(expected, Bytes(BlockMath.Vector, 2));
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("sgd")]
    public void Arithmetic_OfMiniBatches_GivesTheSameBytes(string optimizer)
    {
        var data = Data(900, "binary_classifier");
        var options = Options("binary_classifier", optimizer, ("epochs", "3"), ("l1", "0.001"));
        byte[] Bytes(BlockMath math) => Saved(LinearLearner.Fit(data, options, new FitContext { Threads = 2 }, math, CancellationToken.None));
        Assert.Equal(Bytes(BlockMath.Plain), Bytes(BlockMath.Vector));
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Rows_OneByOneAndTogether_ScoreTheSameBits(string task, string optimizer)
    {
        var data = Data(300, task);
        var model = Fit(data, task, optimizer);
        var rows = new TableRows(data.Features, model.Inputs);
        var raw = new double[rows.RowCount * rows.Width];
        rows.FillRows(0, raw, new double[rows.RowCount]);
        var together = new double[rows.RowCount * model.Output.Width];
        model.ScoreRows(raw, together);
        var single = new double[model.Output.Width];
        for (var row = 0; row < rows.RowCount; row++)
        {
            model.Score(raw.AsSpan(row * rows.Width, rows.Width), single);
            Assert.Equal(together.AsSpan(row * single.Length, single.Length).ToArray(), single);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(28)]
    public void Margin_OfAnyWidth_IsTheSumByHand(int width)
    {
        var random = new SeededRandom((ulong)width);
        var columns = Enumerable.Range(0, width).Select(j => (Column)new Float64Column($"x{j}", Enumerable.Range(0, 60).Select(_ => random.NextNormal()).ToArray()));
        var table = new Table([.. columns, new Float64Column("y", Enumerable.Range(0, 60).Select(_ => random.NextNormal()).ToArray())]);
        var model = Fit(TrainingData.From(table, new LabelSchema("y")), "regressor", "newton");
        var row = Enumerable.Range(0, width).Select(j => j % 5 == 3 ? double.NaN : random.NextNormal()).ToArray();
        var features = new double[width];
        model.Encoding.Encode(row, features);
        var expected = model.Intercept + features.Zip(model.Weights).Sum(pair => pair.First * pair.Second);
        Assert.Equal(expected, model.ScoreOne(row), 12);
        var parts = new double[width];
        model.Contributions(row, parts);
        Assert.Equal(expected, model.Intercept + parts.Sum(), 12);
    }

    [Fact]
    public void ScoringOfRows_AllocatesNothing()
    {
        var model = OracleData.Fit(OracleData.ThreeClasses, ("predictor_type", "multiclass_classifier"));
        var (rows, outputs) = (new double[30], new double[30]);
        model.ScoreRows(rows, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) model.ScoreRows(rows, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ThousandsOfTexts_FitWithoutWritingThemOut()
    {
        const int Rows = 20_000, Texts = 10_000;
        var random = new SeededRandom(2);
        var codes = Enumerable.Range(0, Rows).Select(_ => random.NextInt32(Texts)).ToArray();
        var column = new CategoryColumn("c", codes, CategoryDictionary.From(Enumerable.Range(0, Texts).Select(i => $"text {i:D5}")));
        var labels = Array.ConvertAll(codes, code => (double)(code % 2));
        var data = TrainingData.From(new Table([column, new Float64Column("y", labels)]), new LabelSchema("y"));
        var model = LinearLearner.Fit(data, LinearLearnerOptions.Default, new FitContext { Threads = 2 }, CancellationToken.None);
        Assert.All(model.Score(data.Features).Zip(labels), pair => Assert.Equal(pair.Second, Math.Round(pair.First)));
    }

    [Fact]
    public void NewtonOfThousandsOfTexts_IsRefusedByName()
    {
        const int Texts = 5000;
        var column = new CategoryColumn("c", Enumerable.Range(0, Texts).ToArray(), CategoryDictionary.From(Enumerable.Range(0, Texts).Select(i => $"text {i:D5}")));
        var data = TrainingData.From(new Table([column, new Float64Column("y", Enumerable.Range(0, Texts).Select(i => (double)(i % 2)).ToArray())]), new LabelSchema("y"));
        Assert.Contains("optimizer is 'newton'", Assert.Throws<LearningException>(() => Fit(data, "binary_classifier", "newton")).Message);
    }

    [Fact]
    public void MiniBatches_OfManyRows_VisitEveryRow()
    {
        // Plain steps over one batch of all rows are gradient descent, whatever the order in memory.
        const int Rows = 20_000;
        var data = Data(Rows, "regressor");
        (string, string)[] descent = [("epochs", "3"), ("learning_rate", "0.1"), ("mini_batch_size", "1000000")];
        var options = Options("regressor", "sgd", descent);
        LinearModel Descended(TrainingData rows) => LinearLearner.Fit(rows, options, FitContext.None, CancellationToken.None);
        var model = Descended(data);
        int[] backwards = [.. Enumerable.Range(0, Rows).Reverse()];
        var other = Descended(data with { Features = data.Features.Take(backwards), Labels = [.. backwards.Select(row => data.Labels[row])] });
        Assert.All(model.Score(data.Features).Zip(other.Score(data.Features)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static TrainingData Data(int rows, string task)
    {
        var random = new SeededRandom(11);
        var x = Enumerable.Range(0, rows).Select(i => i % 9 == 0 ? double.NaN : random.NextNormal()).ToArray();
        var z = Enumerable.Range(0, rows).Select(_ => random.NextNormal()).ToArray();
        int[] Codes(int count) => [.. Enumerable.Range(0, rows).Select(_ => random.NextInt32(count + 1) - 1)];
        var (a, b) = (Codes(3), Codes(5));
        var margin = Enumerable.Range(0, rows).Select(i => (double.IsNaN(x[i]) ? 0 : x[i]) + (0.7 * a[i]) - (0.4 * b[i]) + random.NextNormal()).ToArray();
        var labels = Array.ConvertAll(margin, m => task switch
        {
            "regressor" => m,
            "multiclass_classifier" => m < -1 ? 0 : m < 0.5 ? 1 : 2,
            _ => m > 0 ? 1 : 0,
        });
        return TrainingData.From(
            new Table([
                new Float64Column("x", x),
                new CategoryColumn("a", a, CategoryDictionary.From(["p", "q", "r"])),
                new Float64Column("z", z),
                new CategoryColumn("b", b, CategoryDictionary.From(["s", "t", "u", "v", "w"])),
                new Float64Column("y", labels)]),
            new LabelSchema("y"));
    }

    private static Table WrittenOut(Table table) => new([.. table.Columns.SelectMany(column => column is CategoryColumn texts
        ? Enumerable.Range(-1, texts.Categories.Count + 1).Select(code =>
            (Column)new Float64Column($"{texts.Name}{code}", Array.ConvertAll(texts.Codes.ToArray(), own => own == code ? 1.0 : 0.0)))
        : [column])]);

    private static LinearModel Fit(TrainingData data, string task, string optimizer, params (string, string)[] more) =>
        LinearLearner.Fit(data, Options(task, optimizer, [("early_stopping_tolerance", "0"), ("epochs", "300"), .. more]), FitContext.None, CancellationToken.None);

    private static LinearLearnerOptions Options(string task, string optimizer, params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] all = [("predictor_type", task), ("optimizer", optimizer), ("wd", "0.01"), .. more];
        return LinearLearnerOptions.Parse(all.ToDictionary(h => h.Name, h => h.Value, StringComparer.Ordinal));
    }

    private static byte[] Saved(LinearModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
