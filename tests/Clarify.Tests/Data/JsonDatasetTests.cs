namespace MlPlatform.Clarify.Tests.Data;

/// <summary>The same six rows in every form: a third of the women and two thirds of the men are approved.</summary>
public sealed class JsonDatasetTests
{
    private const double Expected = (2.0 / 3) - (1.0 / 3);

    private static readonly (string Sex, int Age, string Approved)[] Rows =
        [("f", 20, "yes"), ("f", 30, "no"), ("f", 40, "no"), ("m", 50, "yes"), ("m", 60, "yes"), ("m", 70, "no")];

    private const string Methods = """
        "label_values_or_threshold": ["yes"], "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }], "methods": { "pre_training_bias": { "methods": "all" } } }
        """;

    [Theory]
    [InlineData("""{ "dataset_type": "application/jsonlines", "headers": ["sex", "age", "approved"], "features": "features", "label": "label",""")]
    [InlineData("""{ "dataset_type": "application/jsonlines", "headers": ["sex", "age", "approved"], "label": "label",""")]
    [InlineData("""{ "dataset_type": "Application/JsonLines", "headers": ["sex", "age", "approved"], "features": "[features[0], features[1]]", "label": "label",""")]
    public void JsonLines_OfFeaturesAndLabel_AreReadAsRows(string start)
    {
        var lines = string.Join('\n', Rows.Select(row => $$"""{"features":["{{row.Sex}}",{{row.Age}}],"label":"{{row.Approved}}"}"""));

        Check(lines, "rows.jsonl", start);
    }

    [Theory]
    [InlineData("rows[*].features", "rows[*].label")]
    [InlineData("rows[*].[features[0], features[1]]", "rows[*].label")]
    public void Json_OfADocument_IsReadByItsPaths(string features, string label)
    {
        var document = $$"""{"rows":[{{string.Join(',', Rows.Select(row => $$"""{"features":["{{row.Sex}}",{{row.Age}}],"label":"{{row.Approved}}"}"""))}}]}""";

        Check(document, "rows.json", $$"""{ "dataset_type": "application/json", "headers": ["sex", "age", "approved"], "features": "{{features}}", "label": "{{label}}",""");
    }

    [Fact]
    public void JsonLines_WithoutHeaders_GetPlaceholders()
    {
        var lines = string.Join('\n', Rows.Select(row => $$"""{"features":["{{row.Sex}}",{{row.Age}}],"label":"{{row.Approved}}"}"""));
        using var run = new ClarifyRun().WithData(lines, "rows.jsonl")
            .Run("""{ "dataset_type": "application/jsonlines", "label": "label", """ + Methods.Replace("\"sex\"", "\"column_0\""));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(Expected, run.Metric("pre_training_bias_metrics", "column_0", "DPL").GetProperty("value").GetDouble(), 12);
        Assert.Equal("label", run.Analysis.GetProperty("pre_training_bias_metrics").GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("{\"features\":[1,2],\"label\":\"yes\"}\n{\"features\":[1],\"label\":\"no\"}", "Row 2 of the input 'dataset' has 2 values, the first has 3.")]
    [InlineData("{\"label\":\"yes\"}", "Line 1 of rows.jsonl has no list of features")]
    [InlineData("{\"features\":[1,{}],\"label\":\"yes\"}", "Line 1 of rows.jsonl holds a list or an object")]
    [InlineData("{\"features\":", "Line 1 of rows.jsonl is not JSON")]
    public void JsonLines_ThatAreNoRows_FailWithTheCause(string lines, string cause)
    {
        using var run = new ClarifyRun().WithData(lines, "rows.jsonl")
            .Run("""{ "dataset_type": "application/jsonlines", "features": "features", "label": "label", """ + Methods);

        Assert.StartsWith(cause, run.Failure);
    }

    [Fact]
    public void Json_WithFewerLabelsThanRows_FailsWithTheCause()
    {
        using var run = new ClarifyRun().WithData("""{"x":[[1,2],[3,4]],"y":["yes"]}""", "rows.json")
            .Run("""{ "dataset_type": "application/json", "features": "x", "label": "y", """ + Methods);

        Assert.StartsWith("rows.json has 2 rows of features, and not as many labels or predictions.", run.Failure);
    }

    private static void Check(string data, string file, string start)
    {
        using var run = new ClarifyRun().WithData(data, file).Run(start + Methods);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(Expected, run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
    }
}
