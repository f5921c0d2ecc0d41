using System.Globalization;
using System.Text.Json;

namespace MlPlatform.Clarify.Tests.Explanations;

/// <summary>Partial dependence in Clarify's members, of a model whose curves are known: f = income / 100 + 0.1 where sex is m.</summary>
public sealed class PdpTests
{
    private const string Data = "sex,income\nf,10\nm,20\nm,60\nf,80\n";

    [Fact]
    public async Task Pdp_OfNumbersAndCategories_HasClarifysMembersAndTheMeansOfTheModel()
    {
        await using var model = Model();
        using var run = model.Run(Data, Config("\"features\": [\"income\", \"sex\"], \"grid_resolution\": 3"));

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        var plots = run.Analysis.GetProperty("explanations").GetProperty("pdp").EnumerateArray().ToArray();
        Assert.Equal(["income", "sex"], plots.Select(plot => plot.GetProperty("feature_name").GetString()));
        Assert.Equal(["numerical", "categorical"], plots.Select(plot => plot.GetProperty("data_type").GetString()));
        Assert.Equal([10, 45, 80], Numbers(plots[0].GetProperty("feature_values")));
        // Half of the rows are men: 0.05 more on average.
        Equal([0.15, 0.5, 0.85], Numbers(plots[0].GetProperty("model_predictions")[0]));
        Equal([0.5, 0.25, 0.25], Numbers(plots[0].GetProperty("data_distribution")));
        Assert.Equal(["f", "m"], plots[1].GetProperty("feature_values").EnumerateArray().Select(value => value.GetString()));
        Equal([0.425, 0.525], Numbers(plots[1].GetProperty("model_predictions")[0]));
        Assert.Equal("label0", plots[1].GetProperty("label_headers")[0].GetString());
    }

    [Fact]
    public async Task Pdp_WithoutFeatures_TakesThoseThatShapFindsMostImportant()
    {
        await using var model = Model();
        using var run = model.Run(Data, Config("\"top_k_features\": 1", "\"shap\": { \"baseline\": [[\"f\", 0]] },"));

        var plots = run.Analysis.GetProperty("explanations").GetProperty("pdp");
        Assert.Equal("income", Assert.Single(plots.EnumerateArray()).GetProperty("feature_name").GetString());
    }

    [Fact]
    public async Task Pdp_OfAFeatureThatIsNotThere_FailsWithTheCause()
    {
        await using var model = Model();
        using var run = model.Run(Data, Config("\"features\": [\"age\"]"));

        Assert.StartsWith("The feature 'age' is not in the data", run.Failure);
    }

    private static void Equal(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 12);
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    private static Endpoints.ModelStub Model() => new(body => (200, string.Join('\n', body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))
        .Select(cells => ((double.Parse(cells[1], CultureInfo.InvariantCulture) / 100) + (cells[0] == "m" ? 0.1 : 0)).ToString(CultureInfo.InvariantCulture)))));

    private static string Config(string pdp, string methods = "") => $$"""
        { "predictor": { "endpoint_name": "credit", "content_type": "text/csv" }, "methods": { {{methods}} "pdp": { {{pdp}} } } }
        """;
}
