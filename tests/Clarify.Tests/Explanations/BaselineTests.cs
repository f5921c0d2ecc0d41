using System.Globalization;
using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests.Explanations;

/// <summary>Baselines in every form, over a model of which the exact contributions are known: f = income / 100 where sex is m, else 0.</summary>
public sealed class BaselineTests : IAsyncLifetime
{
    private const string Data = "sex,income\nf,10\nm,20\nm,60\nf,80\n";

    private readonly ObjectStoreStub store = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Theory]
    [InlineData("[[\"f\", 0]]")]
    [InlineData("[{\"features\": [\"f\", 0]}]")]
    [InlineData("{\"features\": [[\"f\", 0]]}")]
    public async Task Baseline_InAnyForm_GivesTheContributionsOfAProduct(string baseline)
    {
        await using var model = Model();
        using var run = model.Run(Data, Config($"\"baseline\": {baseline}"));

        Check(run);
    }

    [Theory]
    [InlineData("f,0\n")]
    [InlineData("sex,income\nf,0\n")]
    [InlineData("{\"features\": [\"f\", 0]}\n")]
    public void Baseline_AtAnAddress_IsRead(string file)
    {
        store.Put("bucket/baseline.csv", file);
        using var run = new ClarifyRun().WithData("sex,income,label\nf,10,0\nm,20,0\nm,60,1\nf,80,1\n");
        run.Environment["AWS_ENDPOINT_URL"] = store.Endpoint;
        run.Environment["AWS_ACCESS_KEY_ID"] = run.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        run.WithModel(Linear()).Run("""{ "label": "label", "methods": { "shap": { "baseline": "s3://bucket/baseline.csv", "use_logit": true } } }""");

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        // A woman differs from the baseline in her income only.
        Assert.Equal(0, double.Parse(run.LocalValues[1].Split(',')[0], CultureInfo.InvariantCulture), 12);
    }

    [Fact]
    public async Task NoBaseline_IsMadeOfTheDataAndKept()
    {
        await using var model = Model();
        using var run = model.Run(Data, Config("\"num_clusters\": 2, \"seed\": 3"));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var lines = await File.ReadAllLinesAsync(Path.Combine(run.OutputFolder, "explanations_shap/baseline.csv"));
        Assert.Equal("sex,income", lines[0]);
        Assert.Equal(3, lines.Length);
        // Centres are snapped to values that occur.
        Assert.All(lines[1..], line => Assert.Contains(line.Split(',')[1], new[] { "10", "20", "60", "80" }));
    }

    [Fact]
    public async Task FeaturesToExplain_KeepTheirContributionsAmongAll()
    {
        await using var model = Model();
        using var run = model.Run(Data, Config("\"baseline\": [[\"f\", 0]], \"features_to_explain\": [\"income\"]"));

        Assert.Equal(["income_label0", "0", "0.1", "0.3", "0"], run.LocalValues.Select(Rounded));
    }

    [Theory]
    [InlineData("\"baseline\": []", "The SHAP baseline has no rows.")]
    [InlineData("\"baseline\": 7", "The SHAP baseline must be rows or the address of a file of rows.")]
    [InlineData("\"num_clusters\": 9", "methods.shap.num_clusters is 9; the data set has only 4 rows.")]
    [InlineData("\"features_to_explain\": [\"age\"]", "The feature to explain 'age' is not in the data")]
    public async Task Shap_OfWhatCannotBe_FailsWithTheCause(string shap, string cause)
    {
        await using var model = Model();
        using var run = model.Run(Data, Config(shap));

        Assert.StartsWith(cause, run.Failure);
    }

    private static void Check(ClarifyRun run)
    {
        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        // Of a product of two, each factor that differs from the baseline gets half; alone, neither does anything.
        Assert.Equal(["sex_label0,income_label0", "0,0", "0.1,0.1", "0.3,0.3", "0,0"], run.LocalValues.Select(Rounded));
    }

    private static string Rounded(string line) => line.Contains("label", StringComparison.Ordinal)
        ? line
        : string.Join(',', line.Split(',').Select(cell => (Math.Round(double.Parse(cell, CultureInfo.InvariantCulture), 9) + 0.0).ToString(CultureInfo.InvariantCulture)));

    private static Endpoints.ModelStub Model() => new(body => (200, string.Join('\n', body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))
        .Select(cells => cells[0] == "m" ? (double.Parse(cells[1], CultureInfo.InvariantCulture) / 100).ToString(CultureInfo.InvariantCulture) : "0"))));

    private static string Config(string shap) => $$"""
        { "predictor": { "endpoint_name": "credit", "content_type": "text/csv" }, "methods": { "shap": { {{shap}} } } }
        """;

    private static Learning.Models.ITabularModel Linear()
    {
        using var stream = new MemoryStream("sex,income,label\nf,10,0\nm,20,0\nm,60,1\nf,80,1\n"u8.ToArray());
        var table = Tables.Reading.TableReader.ReadCsv(stream).Table;
        return Learning.AlgorithmCatalog.Find("linear-learner")!.Fit(
            Learning.TrainingData.From(table, new Tables.LabelSchema("label")), new Dictionary<string, string> { ["predictor_type"] = "binary_classifier" },
            Learning.FitContext.None, CancellationToken.None);
    }
}
