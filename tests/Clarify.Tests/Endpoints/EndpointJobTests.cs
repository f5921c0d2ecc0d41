using System.Globalization;
using System.Text.Json;

namespace MlPlatform.Clarify.Tests.Endpoints;

/// <summary>Jobs whose model answers over HTTP: by the rule income &gt; 35 in every form that requests and answers may have.</summary>
public sealed class EndpointJobTests
{
    private const string Data = "sex,income,approved\nf,10,yes\nf,20,no\nf,40,no\nm,30,yes\nm,50,yes\nm,60,no\n";
    private const double Expected = (2.0 / 3) - (1.0 / 3);

    [Theory]
    [InlineData("", "0.9", "0.1")]
    [InlineData("\"label_headers\": [\"yes\"],", "0.9", "0.1")]
    [InlineData("\"label\": 0,", "yes,0.9", "no,0.1")]
    [InlineData("\"label\": 0, \"probability\": 1,", "yes,0.9", "no,0.1")]
    [InlineData("\"probability\": 1,", "yes,0.9", "no,0.1")]
    [InlineData("\"label_headers\": [\"no\", \"yes\"],", "0.1,0.9", "0.9,0.1")]
    [InlineData("\"probability\": 0, \"label_headers\": [\"no\", \"yes\"],", "\"[0.1, 0.9]\"", "\"[0.9, 0.1]\"")]
    public async Task Csv_OfAnyLayout_GivesThePredictedLabels(string layout, string yes, string no)
    {
        await using var model = new ModelStub(body => (200, string.Join('\n', Incomes(body).Select(income => income > 35 ? yes : no))));
        using var run = model.Run(Data, Config($"{layout} \"content_type\": \"text/csv\", \"accept_type\": \"text/csv\""));

        Check(run);
        Assert.Equal("f,10\nf,20\nf,40\nm,30\nm,50\nm,60\n", model.Bodies[0]);
        Assert.Equal(("/endpoints/credit/invocations", "text/csv", "text/csv", null), model.Requests[0]);
    }

    [Fact]
    public async Task Csv_OfAllRowsOnOneLine_IsReadAsXgboostWritesIt()
    {
        await using var model = new ModelStub(body => (200, string.Join(',', Incomes(body).Select(income => income > 35 ? "0.9" : "0.1"))));
        using var run = model.Run(Data, Config("\"content_type\": \"text/csv\""));

        Check(run);
    }

    [Theory]
    [InlineData("\"probability\": \"score\",", """{"score":0.9}""", """{"score":0.1}""")]
    [InlineData("\"label\": \"answer.label\",", """{"answer":{"label":"yes"}}""", """{"answer":{"label":"no"}}""")]
    [InlineData("\"label\": \"names\", \"probability\": \"odds\",", """{"names":["no","yes"],"odds":[0.2,0.8]}""", """{"names":["no","yes"],"odds":[0.7,0.3]}""")]
    [InlineData("", "0.9", "0.1")]
    public async Task JsonLines_InATemplate_GiveThePredictedLabels(string layout, string yes, string no)
    {
        await using var model = new ModelStub(body => (200, string.Join('\n', body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("x")[1].GetDouble() > 35 ? yes : no))));
        using var run = model.Run(Data, Config(
            $$$"""{{{layout}}} "content_type": "application/jsonlines", "content_template": "{\"x\":$features}", "custom_attributes": "trace=7" """));

        Check(run);
        Assert.StartsWith("{\"x\":[\"f\",10]}\n{\"x\":[\"f\",20]}\n", model.Bodies[0]);
        Assert.Equal(("/endpoints/credit/invocations", "application/jsonlines", "application/jsonlines", "trace=7"), model.Requests[0]);
    }

    [Fact]
    public async Task Json_InTemplatesOfNamedFeatures_GivesThePredictedLabels()
    {
        await using var model = new ModelStub(body =>
        {
            var rows = JsonDocument.Parse(body).RootElement.GetProperty("rows").EnumerateArray();
            return (200, JsonSerializer.Serialize(new { predictions = rows.Select(row => new { score = row.GetProperty("income").GetDouble() > 35 ? 0.9 : 0.1 }) }));
        });
        using var run = model.Run(Data, Config(
            """ "content_type": "application/json", "content_template": "{\"rows\":$records}", "record_template": "$features_kvp", "probability": "predictions[*].score" """));

        Check(run);
        Assert.StartsWith("""{"rows":[{"sex":"f","income":10},""", model.Bodies[0]);
    }

    [Fact]
    public async Task Threshold_OfTheConfiguration_MovesTheCut()
    {
        await using var model = new ModelStub(body => (200, string.Join('\n', Incomes(body).Select(income => (income / 100).ToString(CultureInfo.InvariantCulture)))));
        using var run = model.Run(Data, Config("\"content_type\": \"text/csv\"").Replace("{ \"label\"", "{ \"probability_threshold\": 0.35, \"label\""));

        Check(run);
    }

    [Fact]
    public async Task Stumble_OfAnEndpoint_IsTriedAgain()
    {
        var calls = 0;
        await using var model = new ModelStub(body => ++calls < 3 ? (500, "busy") : (200, string.Join('\n', Incomes(body).Select(income => income > 35 ? "0.9" : "0.1"))));
        using var run = model.Run(Data, Config("\"content_type\": \"text/csv\""));

        Check(run);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Shap_OfAnEndpoint_FindsTheOneColumnThatMatters()
    {
        await using var model = new ModelStub(body => (200, string.Join('\n', Incomes(body).Select(income => income > 35 ? "0.9" : "0.1"))));
        using var run = model.Run(Data, Config("\"content_type\": \"text/csv\"", """ "shap": { "baseline": [["other", 10]], "num_samples": 10 } """));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(["sex_label0,income_label0", "0,0", "0,0", "0,0.8", "0,0", "0,0.8", "0,0.8"], run.LocalValues.Select(Rounded));
        Assert.Contains(model.Bodies, body => body.Contains("other,", StringComparison.Ordinal));
    }

    private static string Rounded(string line) => line.Contains("label", StringComparison.Ordinal)
        ? line
        : string.Join(',', line.Split(',').Select(cell => (Math.Round(double.Parse(cell, CultureInfo.InvariantCulture), 9) + 0.0).ToString(CultureInfo.InvariantCulture)));

    private static void Check(ClarifyRun run)
    {
        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(Expected, run.Metric("post_training_bias_metrics", "sex", "DPPL").GetProperty("value").GetDouble(), 12);
    }

    private static IEnumerable<double> Incomes(string csv) =>
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture));

    internal static string Config(string predictor, string methods = """ "post_training_bias": { "methods": ["DPPL"] } """) => $$"""
        { "label": "approved", "label_values_or_threshold": ["yes"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
          "predictor": { "endpoint_name": "credit", {{predictor}} }, "methods": { {{methods}} } }
        """;
}
