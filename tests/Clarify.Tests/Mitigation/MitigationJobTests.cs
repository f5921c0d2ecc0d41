using System.Globalization;
using System.Text;
using System.Text.Json;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;
using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests.Mitigation;

/// <summary>Jobs that try fairer ways of deciding.</summary>
public sealed class MitigationJobTests
{
    private const string German = "data/german-credit/german.csv";

    private static readonly string[] Methods =
    [
        "unmitigated", "reweighing", "disparate_impact_remover", "exponentiated_gradient", "exponentiated_gradient_single", "adversarial_debiasing",
        "equalized_odds", "calibrated_equalized_odds", "reject_option", "threshold_optimizer", "group_thresholds",
    ];

    private static readonly string[] Archives =
        ["unmitigated", "reweighing", "disparate_impact_remover", "exponentiated_gradient_single", "adversarial_debiasing"];

    private static readonly string Csv = Biased(500);

    private static readonly Lazy<ClarifyRun> All = new(() => new ClarifyRun().WithData(Csv).Run(Config("""
        "algorithm": "linear-learner", "hyperparameters": { "epochs": 20, "loss": "logistic" }, "splits": 2, "resamples": 100, "metrics": ["DPPL", "RD"], "seed": 3
        """)));

    [Fact]
    public void Job_WithEveryMethod_WritesFiguresModelsAndParameters()
    {
        var run = All.Value;

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var candidates = Findings(run).GetProperty("candidates").EnumerateArray().ToArray();
        Assert.Equal(Methods, candidates.Select(candidate => candidate.GetProperty("name").GetString()));
        Assert.All(candidates, candidate => Assert.Equal(JsonValueKind.Null, candidate.GetProperty("failure").ValueKind));
        Assert.Equal(Archives, Methods.Where(method => File.Exists(Path.Combine(run.OutputFolder, "mitigation", method, "model.tar.gz"))));
        Assert.Equal(
            Methods.Except(["unmitigated", "adversarial_debiasing"], StringComparer.Ordinal),
            Methods.Where(method => File.Exists(Path.Combine(run.OutputFolder, "mitigation", method, "parameters.json"))));
    }

    [Fact]
    public void Job_OnDataThatFavoursAGroup_HelpsAndRecommendsFromTheFront()
    {
        var findings = Findings(All.Value);

        Assert.Contains(findings.GetProperty("verdict").GetString(), new[] { "helped", "helped_at_a_cost" });
        var recommended = findings.GetProperty("recommended").GetString();
        Assert.Contains(recommended, findings.GetProperty("front").EnumerateArray().Select(name => name.GetString()));
        var chosen = findings.GetProperty("candidates").EnumerateArray().Single(candidate => candidate.GetProperty("name").GetString() == recommended);
        Assert.True(chosen.GetProperty("fairness")[0].GetProperty("change").GetProperty("high").GetDouble() < 0);
        var described = All.Value.Analysis.GetProperty("mitigation");
        Assert.Equal((recommended, "sex", "DPPL"), (described.GetProperty("recommended").GetString(), described.GetProperty("facet").GetString(), described.GetProperty("metric").GetString()));
    }

    [Fact]
    public void Report_OfMitigationAlone_HasItsFindings()
    {
        Assert.Contains("Could the groups fare more alike", All.Value.Report, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing has been found", All.Value.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Archive_OfAPlainModel_ScoresRows()
    {
        using var archive = File.OpenRead(Path.Combine(All.Value.OutputFolder, "mitigation", "reweighing", "model.tar.gz"));
        var model = ModelReader.FindInArchive(archive)!;

        Assert.Equal(("linear-learner", "yes"), (model.Algorithm, model.Output.Label!.Favorable));
        Assert.All(model.Score(TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Csv))).Table), score => Assert.InRange(score, 0, 1));
    }

    [Fact]
    public void Parameters_OfGroupThresholds_AreOnePerGroup()
    {
        using var parameters = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(All.Value.OutputFolder, "mitigation", "group_thresholds", "parameters.json")));

        Assert.Equal(2, parameters.RootElement.GetProperty("thresholds").GetArrayLength());
        Assert.InRange(parameters.RootElement.GetProperty("gap").GetDouble(), 0, 0.05 + 1e-9);
    }

    [Fact]
    public void Job_WhereTheLabelIgnoresTheGroup_SaysThatMitigationDidNotHelp()
    {
        using var run = new ClarifyRun().WithData(Biased(500, effect: 0)).Run(Config("""
            "algorithm": "linear-learner", "hyperparameters": { "epochs": 20 }, "splits": 2, "resamples": 100, "methods": ["reweighing", "group_thresholds"]
            """));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(("did_not_help", "unmitigated"), (Findings(run).GetProperty("verdict").GetString(), Findings(run).GetProperty("recommended").GetString()));
        Assert.StartsWith("Mitigation did not help", Findings(run).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linear-learner", "")]
    [InlineData("xgboost", "\"num_round\": 10")]
    [InlineData("multilayer-perceptron", "\"epochs\": 40")]
    [InlineData("knn", "\"k\": 9")]
    public void Job_WithAnyFamily_JudgesItsModels(string algorithm, string hyperparameters)
    {
        using var run = new ClarifyRun().WithData(Csv).Run(Config($$"""
            "algorithm": "{{algorithm}}", "hyperparameters": { {{hyperparameters}} }, "splits": 1, "resamples": 20, "methods": ["reweighing", "threshold_optimizer"]
            """));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(algorithm, Findings(run).GetProperty("algorithm").GetString());
        // Income alone, cut in the middle, is right more often than seven times of ten.
        Assert.All(Findings(run).GetProperty("candidates").EnumerateArray(), candidate => Assert.InRange(candidate.GetProperty("performance").GetProperty("value").GetDouble(), 0.7, 1));
    }

    [Fact]
    public void Job_WithAModel_TrainsItsFamily()
    {
        var table = TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Csv))).Table;
        var model = AlgorithmCatalog.Find("xgboost")!.Fit(
            TrainingData.From(table, new LabelSchema("approved", "yes")), new Dictionary<string, string> { ["objective"] = "binary:logistic", ["num_round"] = "5" }, FitContext.None, CancellationToken.None);
        using var run = new ClarifyRun().WithData(Csv).WithModel(model).Run(Config("\"splits\": 1, \"resamples\": 0, \"methods\": [\"reweighing\"]"));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal("xgboost", Findings(run).GetProperty("algorithm").GetString());
    }

    [Theory]
    [InlineData("\"algorithm\": \"kmeans\"", "cannot train 'kmeans'")]
    [InlineData("\"algorithm\": \"linear-learner\", \"hyperparameters\": { \"depth\": 3 }", "no hyperparameter 'depth'")]
    [InlineData("\"algorithm\": \"linear-learner\", \"methods\": [\"prayer\"]", "no mitigation method 'prayer'")]
    [InlineData("\"algorithm\": \"linear-learner\", \"metrics\": [\"DPL\"]", "'DPL', which is no metric of predictions")]
    [InlineData("\"algorithm\": \"linear-learner\", \"facet\": \"income\"", "none of the facets")]
    [InlineData("\"algorithm\": \"linear-learner\", \"test_share\": 1.5", "test_share is 1.5")]
    [InlineData("\"algorithm\": \"linear-learner\", \"performance\": \"speed\"", "The performance 'speed'")]
    [InlineData("\"algorithms\": \"linear-learner\"", "methods.mitigation.algorithms")]
    [InlineData("\"seed\": 1", "Mitigation (without 'algorithm') needs a model")]
    public void Job_WithAWrongMember_FailsByName(string members, string cause)
    {
        using var run = new ClarifyRun().WithData(Csv).Run(Config(members));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(cause, run.Failure, StringComparison.Ordinal);
    }

    [RequiresFact(SharedFile = German)]
    public void Job_OnGermanCredit_RunsEveryMethodWithinTheJob()
    {
        using var run = new ClarifyRun().WithData(File.ReadAllText(Path.Combine(Repository.Shared!, German))).Run("""
            { "label": "credit_risk", "label_values_or_threshold": ["good"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["female"] }],
              "methods": { "mitigation": { "algorithm": "linear-learner", "hyperparameters": { "epochs": 15 }, "splits": 1, "resamples": 50 } } }
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.All(Findings(run).GetProperty("candidates").EnumerateArray(), candidate => Assert.Equal(JsonValueKind.Null, candidate.GetProperty("failure").ValueKind));
    }

    private static JsonElement Findings(ClarifyRun run) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.OutputFolder, "mitigation", "mitigation.json"))).RootElement;

    private static string Config(string members) => $$"""
        { "label": "approved", "label_values_or_threshold": ["yes"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
          "methods": { "mitigation": { {{members}} } } }
        """;

    private static string Biased(int rows, double effect = 1.6)
    {
        var random = new SeededRandom(6);
        var csv = new StringBuilder("sex,income,tenure,home,approved\n");
        for (var row = 0; row < rows; row++)
        {
            var isGroup = random.NextDouble() < 0.45;
            var (income, tenure) = (random.NextNormal(), random.NextNormal());
            var approved = income + (0.5 * tenure) - (isGroup ? effect : 0) + (0.4 * random.NextNormal()) > -effect / 2;
            csv.Append(CultureInfo.InvariantCulture, $"{(isGroup ? "f" : "m")},{income - (isGroup ? effect / 4 : 0):0.###},{tenure:0.###},{(random.NextInt32(3) == 0 ? "own" : "rent")},{(approved ? "yes" : "no")}\n");
        }

        return csv.ToString();
    }
}
