using System.Text.Json;
using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests;

public sealed class BiasJobTests
{
    private const string Small = "sex,age,income,approved,guess\nf,20,1,yes,no\nf,30,2,no,no\nf,40,3,no,no\nm,50,4,yes,yes\nm,60,5,yes,yes\nm,70,6,no,yes\n";

    private const string SmallConfig = """
        { "label": "approved", "label_values_or_threshold": ["yes"], "predicted_label": "guess",
          "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }],
          "methods": { "pre_training_bias": { "methods": "all" }, "post_training_bias": { "methods": ["DPPL", "DI", "RD", "TE"] } } }
        """;

    [Fact]
    public void Job_OnSmallData_WritesClarifysShapeWithTheNumbersCountedByHand()
    {
        using var run = new ClarifyRun().WithData(Small).Run(SmallConfig);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var stage = run.Analysis.GetProperty("pre_training_bias_metrics");
        Assert.Equal("approved", stage.GetProperty("label").GetString());
        Assert.Equal("yes", stage.GetProperty("label_value_or_threshold").GetString());
        Assert.Equal("f", stage.GetProperty("facets").GetProperty("sex")[0].GetProperty("value_or_threshold").GetString());
        Assert.Equal(["CI", "DPL", "JS", "KL", "KS", "LP", "TVD"], Names(stage));
        Assert.Equal((2.0 / 3) - (1.0 / 3), run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
        Assert.Equal(["DPPL", "DI", "RD", "TE"], Names(run.Analysis.GetProperty("post_training_bias_metrics")));
        Assert.Equal(1, run.Metric("post_training_bias_metrics", "sex", "DPPL").GetProperty("value").GetDouble(), 12);
    }

    [Fact]
    public void Job_WithAZeroDenominator_WritesNoValueButTheReason()
    {
        using var run = new ClarifyRun().WithData(Small).Run(SmallConfig);

        var metric = run.Metric("post_training_bias_metrics", "sex", "TE");
        Assert.Equal(JsonValueKind.Null, metric.GetProperty("value").ValueKind);
        Assert.Contains("wrongly predicted favourable", metric.GetProperty("error").GetString());
    }

    [Fact]
    public void Job_AskedForTheFlipTest_ComparesRowsWithTheirNearestOfTheOtherSide()
    {
        var config = SmallConfig.Replace("[\"DPPL\", \"DI\", \"RD\", \"TE\"]", "[\"DPPL\", \"FT\"]");
        using var run = new ClarifyRun().WithData(Small).Run(config);
        using var texts = new ClarifyRun().WithData(Small.Replace(",1,", ",low,")).Run(config);

        Assert.Equal(-1, run.Metric("post_training_bias_metrics", "sex", "FT").GetProperty("value").GetDouble());
        Assert.Equal("the flip test needs numbers, and the column 'income' is none", texts.Metric("post_training_bias_metrics", "sex", "FT").GetProperty("error").GetString());
    }

    [Fact]
    public void Job_WithHeadersInTheConfigurationAndSeveralFiles_ReadsThemAsOne()
    {
        var body = Small.Split('\n', 2)[1].TrimEnd().Split('\n');
        using var run = new ClarifyRun()
            .WithData(string.Join('\n', body[..3]) + "\n", "part-0.csv").WithData(string.Join('\n', body[3..]) + "\n", "part-1.csv")
            .Run(SmallConfig.Replace("{ \"label\":", """{ "headers": ["sex","age","income","approved","guess"], "label":"""));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(1.0 / 3, run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
    }

    [Fact]
    public void Job_WithAFacetWithoutValues_ComparesEveryValueWithTheRest()
    {
        using var run = new ClarifyRun().WithData(Small).Run("""
            { "label": 3, "label_values_or_threshold": ["yes"], "facet": [{ "name_or_index": 0 }], "methods": { "pre_training_bias": { "methods": ["DPL"] } } }
            """);

        var groups = run.Analysis.GetProperty("pre_training_bias_metrics").GetProperty("facets").GetProperty("sex").EnumerateArray().ToArray();
        Assert.Equal(["f", "m"], groups.Select(group => group.GetProperty("value_or_threshold").GetString()));
        Assert.Equal(
            groups[0].GetProperty("metrics")[0].GetProperty("value").GetDouble(), -groups[1].GetProperty("metrics")[0].GetProperty("value").GetDouble(), 12);
    }

    [RequiresFact(SharedFile = "data/german-credit/german.csv")]
    public void Job_OnGermanCredit_GivesTheDplOfADirectCount()
    {
        using var run = new ClarifyRun()
            .WithData(File.ReadAllText(Path.Combine(Repository.Shared!, "data/german-credit/german.csv")))
            .Run("""
                { "label": "credit_risk", "label_values_or_threshold": ["good"],
                  "facet": [{ "name_or_index": "sex", "value_or_threshold": ["male"] }, { "name_or_index": "age", "value_or_threshold": [25] }],
                  "methods": { "pre_training_bias": { "methods": "all" } } }
                """);

        // By awk: 499 of 690 men and 201 of 310 women, 590 of 810 above 25 and 110 of 190 others have good credit.
        Assert.Equal((201.0 / 310) - (499.0 / 690), run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
        Assert.Equal((110.0 / 190) - (590.0 / 810), run.Metric("pre_training_bias_metrics", "age", "DPL").GetProperty("value").GetDouble(), 12);
        Assert.Equal("(25, 75]", run.Analysis.GetProperty("pre_training_bias_metrics").GetProperty("facets").GetProperty("age")[0].GetProperty("value_or_threshold").GetString());
    }

    private static IEnumerable<string?> Names(JsonElement stage) =>
        stage.GetProperty("facets").GetProperty("sex")[0].GetProperty("metrics").EnumerateArray().Select(metric => metric.GetProperty("name").GetString());
}
