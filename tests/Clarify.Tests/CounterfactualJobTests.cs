using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MlPlatform.Learning;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;
using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests;

/// <summary>Jobs that ask for counterfactuals and for robustness, of models fitted here.</summary>
public sealed class CounterfactualJobTests
{
    private const string German = "data/german-credit/german.csv";

    private static readonly string Csv = Applications(300);
    private static readonly Table Data = TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Csv))).Table;

    private static readonly LinearModel Model = LinearLearner.Fit(
        Training(), LinearLearnerOptions.Parse(new Dictionary<string, string> { ["predictor_type"] = "binary_classifier" }), FitContext.None, CancellationToken.None);

    [Fact]
    public void Counterfactuals_OfRefusedRows_AreAcceptedByTheModelAndKeepTheRules()
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run("""
            { "label": "approved", "methods": { "counterfactuals": { "wanted": { "label": "yes" }, "max_rows": 5, "count": 2,
              "columns": [{ "name": "sex", "movement": "none" }, { "name": "income", "movement": "only_up", "maximum": 200, "step": 5 }] } } }
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var rows = Read(run, "counterfactuals/counterfactuals.json").GetProperty("rows");
        Assert.Equal(5, rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            Assert.Equal("found", row.GetProperty("outcome").GetString());
            Assert.Equal(2, row.GetProperty("counterfactuals").GetArrayLength());
            foreach (var one in row.GetProperty("counterfactuals").EnumerateArray())
            {
                var changes = one.GetProperty("changes");
                Assert.False(changes.TryGetProperty("sex", out _));
                if (changes.TryGetProperty("income", out var income))
                {
                    Assert.True(income.GetProperty("to").GetDouble() > income.GetProperty("from").GetDouble());
                    Assert.Equal(0, income.GetProperty("to").GetDouble() % 5);
                }

                Assert.Equal(Score(row.GetProperty("row").GetInt32(), changes), one.GetProperty("scores")[0].GetDouble(), 12);
                Assert.True(one.GetProperty("scores")[0].GetDouble() >= 0.5);
            }
        }

        var summary = run.Analysis.GetProperty("explanations").GetProperty("counterfactuals");
        Assert.Equal((5, 5), (summary.GetProperty("rows").GetInt32(), summary.GetProperty("rows_found").GetInt32()));
    }

    [Fact]
    public void Counterfactuals_OfNamedRows_WithoutAWantedOutcome_AreOfTheOtherLabel()
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run("""{ "label": "approved", "methods": { "counterfactuals": { "rows": [7, 3], "count": 1 } } }""");

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var scores = Model.Score(Data);
        var rows = Read(run, "counterfactuals/counterfactuals.json").GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal([7, 3], rows.Select(row => row.GetProperty("row").GetInt32()));
        Assert.All(rows, row => Assert.NotEqual(
            scores[row.GetProperty("row").GetInt32()] >= 0.5, row.GetProperty("counterfactuals")[0].GetProperty("scores")[0].GetDouble() >= 0.5));
    }

    [Fact]
    public void Counterfactuals_WhereNothingMayChange_SaySo()
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run("""
            { "label": "approved", "methods": { "counterfactuals": { "rows": [0], "wanted": { "low": 0.99999999 }, "columns": [
              { "name": "sex", "movement": "none" }, { "name": "income", "movement": "none" }, { "name": "home", "movement": "none" }] } } }
            """);

        var row = Read(run, "counterfactuals/counterfactuals.json").GetProperty("rows")[0];
        Assert.Equal("none_found", row.GetProperty("outcome").GetString());
        Assert.True(row.GetProperty("exact").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, row.GetProperty("nearest_attempt").ValueKind);
    }

    [Theory]
    [InlineData("hop_skip_jump")]
    [InlineData("boundary")]
    [InlineData("projected_gradient")]
    [InlineData("fast_gradient")]
    public void Robustness_OfALinearModel_IsInEveryFileTheSame(string attack)
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run($$"""
            { "label": "approved", "label_values_or_threshold": ["yes"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
              "methods": { "robustness": { "attacks": ["{{attack}}"], "max_rows": 40, "budget": 300, "columns": [{ "name": "sex", "movement": "none" }] } } }
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var summary = run.Analysis.GetProperty("robustness");
        var file = Read(run, "robustness/robustness.json");
        Assert.Equal(40, file.GetProperty("rows").GetArrayLength());
        var score = summary.GetProperty("all").GetProperty("score").GetProperty("value").GetDouble();
        Assert.Equal(file.GetProperty("all").GetProperty("score").GetProperty("value").GetDouble(), score);
        Assert.Equal(file.GetProperty("rows").EnumerateArray().Average(row => row.GetProperty("distance") is { ValueKind: JsonValueKind.Number } distance ? Math.Min(1, distance.GetDouble()) : 1), score, 9);
        Assert.Equal(["no", "yes"], summary.GetProperty("labels").EnumerateArray().Select(label => label.GetProperty("name").GetString()));
        Assert.Equal(["sex = f", "sex = m"], summary.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("name").GetString()));
        Assert.InRange(summary.GetProperty("group_gap").GetProperty("p_value").GetDouble(), 0.0001, 1);
        foreach (var row in file.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("attack").ValueKind == JsonValueKind.String))
        {
            var changes = row.GetProperty("changes");
            Assert.False(changes.TryGetProperty("sex", out _));
            Assert.Equal(row.GetProperty("new_label").GetString() == "yes", Score(row.GetProperty("row").GetInt32(), changes) >= 0.5);
        }
    }

    [Fact]
    public void Report_OfBoth_ShowsOnlyNumbersOfTheJson()
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run("""
            { "label": "approved", "label_values_or_threshold": ["yes"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
              "methods": { "counterfactuals": { "wanted": { "label": "yes" } }, "robustness": { "max_rows": 30, "budget": 200 } } }
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var page = XDocument.Parse(run.Report.Replace("<!DOCTYPE html>", ""));
        var text = run.Analysis.GetRawText();
        var known = Regex.Matches(text, @"-?\d+(\.\d+)?(E[+-]?\d+)?", RegexOptions.None, TimeSpan.FromSeconds(5))
            .Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToHashSet();
        var shown = page.Descendants().Attributes("data-value").Select(value => double.Parse(value.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.True(shown.Length > 20, $"{shown.Length} numbers are shown.");
        Assert.Empty(shown.Where(number => !known.Contains(number)));
        Assert.Contains("How easily the model is misled", run.Report);
        Assert.Contains("What would have to be otherwise", run.Report);
    }

    [Fact]
    public void Robustness_OfANetwork_FollowsItsDerivatives()
    {
        var network = MultilayerPerceptron.Fit(
            Training(), NetworkOptions.Parse(new Dictionary<string, string> { ["epochs"] = "20", ["hidden_units"] = "8" }), FitContext.None, CancellationToken.None);
        using var run = new ClarifyRun().WithData(Csv).WithModel(network).Run("""
            { "label": "approved", "methods": { "robustness": { "attacks": ["projected_gradient"], "max_rows": 20, "reach": 3, "norm": "linf" } } }
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.True(run.Analysis.GetProperty("robustness").GetProperty("all").GetProperty("attacked").GetDouble() > 0.8);
    }

    [Theory]
    [InlineData("""{ "counterfactuals": { "distance": "far" } }""", "The distance 'far' of methods.counterfactuals is none of")]
    [InlineData("""{ "counterfactuals": { "rows": [4000] } }""", "The row 4000 of methods.counterfactuals is not in the data")]
    [InlineData("""{ "counterfactuals": { "wanted": { "label": "perhaps" } } }""", "The model has no label 'perhaps'; its labels are no, yes.")]
    [InlineData("""{ "counterfactuals": { "wanted": { "label": "5" } } }""", "The model has labels 0 to 1; 5 cannot be wanted.")]
    [InlineData("""{ "counterfactuals": { "wanted": { } } }""", "methods.counterfactuals.wanted names neither")]
    [InlineData("""{ "counterfactuals": { "columns": [{ "name": "salary" }] } }""", "There is no column 'salary' to constrain.")]
    [InlineData("""{ "counterfactuals": { "columns": [{ "name": "income", "movement": "sideways" }] } }""", "The movement 'sideways' of the column 'income' is none of")]
    [InlineData("""{ "counterfactuals": { "hope": 1 } }""", "analysis_config.json has a member")]
    [InlineData("""{ "robustness": { "attacks": ["magic"] } }""", "The attack 'magic' of methods.robustness is none of")]
    [InlineData("""{ "robustness": { "attacks": ["boundary"], "norm": "linf" } }""", "The attack 'boundary' of methods.robustness measures in l2 only.")]
    [InlineData("""{ "robustness": { "reach": 0 } }""", "methods.robustness.reach must be above 0.")]
    public void Job_OfABadRequest_FailsWithTheCause(string methods, string cause)
    {
        using var run = new ClarifyRun().WithData(Csv).WithModel(Model).Run($$"""{ "label": "approved", "methods": {{methods}} }""");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(cause, run.Failure);
    }

    [Fact]
    public void Robustness_ByDerivativesOfTrees_FailsWithTheCause()
    {
        var trees = AlgorithmCatalog.Find("xgboost")!.Fit(
            Training(), new Dictionary<string, string> { ["objective"] = "binary:logistic", ["num_round"] = "3" }, FitContext.None, CancellationToken.None);
        using var run = new ClarifyRun().WithData(Csv).WithModel(trees).Run("""{ "label": "approved", "methods": { "robustness": { "attacks": ["fast_gradient"] } } }""");

        Assert.StartsWith("A gradient attack needs a model with derivatives", run.Failure);
    }

    /// <summary>Trees on German credit: what refused applicants would need, with nobody's sex or origin changed and nobody made younger.</summary>
    [RequiresFact(SharedFile = German)]
    public void Job_OnGermanCredit_FindsWhatEveryRefusedApplicantWouldNeed()
    {
        var csv = File.ReadAllText(Path.Combine(Repository.Shared!, German));
        var data = TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(csv))).Table;
        var trees = AlgorithmCatalog.Find("xgboost")!.Fit(
            TrainingData.From(data, new LabelSchema("credit_risk", "good", "bad")),
            new Dictionary<string, string> { ["objective"] = "binary:logistic", ["num_round"] = "30", ["max_depth"] = "3" }, FitContext.None, CancellationToken.None);
        using var run = new ClarifyRun().WithData(csv).WithModel(trees).Run("""
            { "label": "credit_risk", "label_values_or_threshold": ["good"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["female"] }],
              "methods": {
                "counterfactuals": { "wanted": { "label": "good" }, "max_rows": 20, "columns": [
                  { "name": "sex", "movement": "none" }, { "name": "foreign_worker", "movement": "none" }, { "name": "age", "movement": "only_up" }] },
                "robustness": { "max_rows": 50, "budget": 400, "columns": [
                  { "name": "sex", "movement": "none" }, { "name": "foreign_worker", "movement": "none" }, { "name": "age", "movement": "only_up" }] } } }
            """);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var rows = Read(run, "counterfactuals/counterfactuals.json").GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(20, rows.Length);
        foreach (var one in rows.SelectMany(row => row.GetProperty("counterfactuals").EnumerateArray()))
        {
            Assert.True(one.GetProperty("scores")[0].GetDouble() >= 0.5);
            Assert.DoesNotContain(one.GetProperty("changes").EnumerateObject(), change => change.Name is "sex" or "foreign_worker");
            if (one.GetProperty("changes").TryGetProperty("age", out var age)) Assert.True(age.GetProperty("to").GetDouble() > age.GetProperty("from").GetDouble());
        }

        var summary = run.Analysis.GetProperty("explanations").GetProperty("counterfactuals");
        Assert.Equal(20, summary.GetProperty("rows_found").GetInt32());
        Assert.InRange(summary.GetProperty("mean_changes").GetDouble(), 1, 4);
        Assert.InRange(run.Analysis.GetProperty("robustness").GetProperty("all").GetProperty("score").GetProperty("value").GetDouble(), 0.05, 0.95);
        Assert.Equal(2, run.Analysis.GetProperty("robustness").GetProperty("groups").GetArrayLength());
    }

    /// <summary>The model's own score of a row of the data with some values changed.</summary>
    private static double Score(int row, JsonElement changes)
    {
        var rows = new TableRows(Data, Model.Inputs);
        var values = new double[rows.Width];
        rows.Fill(row, values);
        for (var j = 0; j < values.Length; j++)
        {
            if (!changes.TryGetProperty(Model.Inputs[j].Name, out var change)) continue;
            var to = change.GetProperty("to");
            values[j] = to.ValueKind == JsonValueKind.String ? Model.Inputs[j].Categories!.Texts.ToList().IndexOf(to.GetString()!) : to.GetDouble();
        }

        var score = new double[1];
        Model.Score(values, score);
        return score[0];
    }

    private static JsonElement Read(ClarifyRun run, string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.OutputFolder, file))).RootElement;

    private static TrainingData Training() => TrainingData.From(Data, new LabelSchema("approved", "yes", "no"));

    private static string Applications(int count)
    {
        var random = new SeededRandom(42);
        var csv = new StringBuilder("sex,income,home,approved\n");
        for (var row = 0; row < count; row++)
        {
            var (sex, income, home) = (random.NextInt32(2), 10 + random.NextInt32(80), random.NextInt32(3));
            var approved = (0.05 * (income - 50)) + (sex * 0.8) + (home * 0.3) + (random.NextDouble() * 2) - 1 > 0;
            csv.Append(CultureInfo.InvariantCulture, $"{(sex == 1 ? "m" : "f")},{income},{new[] { "rent", "own", "free" }[home]},{(approved ? "yes" : "no")}\n");
        }

        return csv.ToString();
    }
}
