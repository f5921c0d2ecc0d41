using System.Globalization;
using System.Text;
using System.Text.Json;
using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests.Golden;

/// <summary>A job on German credit against the report of smclarify on the same rows: every facet, group, metric and stage.</summary>
public sealed class SmclarifyReportTests
{
    private const string Shared = "data/german-credit/german.csv";

    /// <summary>Both divide whole counts; logarithms and roots of them differ in the last digits.</summary>
    private const double Tolerance = 1e-12;

    private const string Config = """
        { "label": "credit_risk", "label_values_or_threshold": ["good"], "predicted_label": "guess", "group_variable": "existing_credits",
          "facet": [FACETS], "methods": { "pre_training_bias": { "methods": "all" }, "post_training_bias": { "methods": "all" } } }
        """;

    [RequiresFact(SharedFile = Shared)]
    public void Job_OnGermanCredit_ReportsWhatSmclarifyReports()
    {
        var compared = 0;
        using var sex = Run(["duration_months", "credit_amount", "installment_rate", "existing_credits", "age", "sex"], """{ "name_or_index": "sex", "value_or_threshold": ["female"] }""");
        using var others = Run(
            ["duration_months", "credit_amount", "installment_rate", "existing_credits", "age", "sex", "personal_status"],
            """{ "name_or_index": "age", "value_or_threshold": [25] }, { "name_or_index": "personal_status" }""");
        foreach (var expected in Expected().EnumerateArray())
        {
            var facet = expected.GetProperty("facet").GetString()!;
            var group = Group((facet == "sex" ? sex : others).Analysis, expected);
            foreach (var metric in expected.GetProperty("metrics").EnumerateObject())
            {
                Compare($"{facet} {expected.GetProperty("value_or_threshold")} {metric.Name}", metric, group);
                compared++;
            }
        }

        Assert.Equal(126, compared);
    }

    private static void Compare(string what, JsonProperty expected, JsonElement group)
    {
        var found = group.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == (expected.Name == "DCA" ? "DCAcc" : expected.Name));
        var value = found.GetProperty("value");
        if (expected.Value.ValueKind != JsonValueKind.Number)
        {
            Assert.True(value.ValueKind == JsonValueKind.Null, $"{what} is {value}, smclarify has no value");
            Assert.NotEqual("", found.GetProperty("error").GetString());
            return;
        }

        Assert.True(Math.Abs(value.GetDouble() - expected.Value.GetDouble()) <= Tolerance, $"{what} is {value}, smclarify's is {expected.Value}");
    }

    private static JsonElement Group(JsonElement analysis, JsonElement expected) => analysis
        .GetProperty($"{expected.GetProperty("stage").GetString()}_bias_metrics").GetProperty("facets").GetProperty(expected.GetProperty("facet").GetString()!)
        .EnumerateArray().Single(group => group.GetProperty("value_or_threshold").GetString() == expected.GetProperty("value_or_threshold").GetString());

    private static JsonElement Expected() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Clarify.Tests/Golden/smclarify-report.json"))).RootElement;

    private static ClarifyRun Run(string[] features, string facets)
    {
        var run = new ClarifyRun().WithData(Rows(features)).Run(Config.Replace("FACETS", facets));
        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        return run;
    }

    /// <summary>Some columns, the label, and a guess by the rule that the reference's figures were made with.</summary>
    private static string Rows(string[] features)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Shared!, Shared));
        var names = lines[0].Split(',');
        var kept = features.Append("credit_risk").Select(name => Array.IndexOf(names, name)).ToArray();
        int amount = Array.IndexOf(names, "credit_amount"), duration = Array.IndexOf(names, "duration_months");
        var csv = new StringBuilder(string.Join(',', features)).Append(",credit_risk,guess\n");
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            var isGood = Number(cells[amount]) < 4000 && Number(cells[duration]) < 30;
            csv.AppendJoin(',', kept.Select(index => cells[index])).Append(isGood ? ",good\n" : ",bad\n");
        }

        return csv.ToString();
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
