using System.Globalization;
using System.Text;
using System.Xml.Linq;
using MlPlatform.Learning;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Tests.Report;

/// <summary>A page with every section: a model is explained, its curves drawn, fairer ways of deciding tried.</summary>
public sealed class PageOfAModelTests : IDisposable
{
    private const string Config = """
        { "label": "approved", "label_values_or_threshold": ["yes"],
          "facet": [{ "name_or_index": "sex", "value_or_threshold": ["f"] }, { "name_or_index": "home" }],
          "methods": {
            "pre_training_bias": { "methods": ["DPL"] }, "post_training_bias": { "methods": ["DPPL", "DI"] }, "shap": { "num_clusters": 2 },
            "pdp": { "features": ["income", "home"], "grid_resolution": 6 }, "mitigation": { "facet": "sex", "methods": ["reweighing", "group_thresholds"], "splits": 1, "resamples": 20 },
            "counterfactuals": { "max_rows": 5 }, "robustness": { "max_rows": 8 } } }
        """;

    private readonly ClarifyRun run;

    public PageOfAModelTests()
    {
        var csv = Applications(300);
        var data = TableReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(csv))).Table;
        var model = AlgorithmCatalog.Find("xgboost")!.Fit(
            TrainingData.From(data, new LabelSchema("approved")),
            new Dictionary<string, string> { ["objective"] = "binary:logistic", ["num_round"] = "4" }, FitContext.None, CancellationToken.None);
        run = new ClarifyRun().WithData(csv).WithModel(model).Run(Config);
        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
    }

    [Fact]
    public void Page_OfAModel_HasEverySectionAndOnlyNumbersOfTheJson()
    {
        var page = XDocument.Parse(run.Report);

        Assert.Equal(
            ["short", "groups", "metrics", "worst", "columns", "dependence", "mitigation", "counterfactuals", "robustness", "data", "reading", "method"],
            page.Descendants("section").Select(section => (string?)section.Attribute("id")));
        Assert.Empty(ReportNumbers.Shown(page).Except(ReportNumbers.Known(run.Analysis)));
    }

    [Fact]
    public void Page_OfAModel_DrawsADotPerRowAndTheCurves()
    {
        var page = XDocument.Parse(run.Report);

        Assert.NotEmpty(Of(page, "columns", "path").Where(path => ((string?)path.Attribute("class"))!.StartsWith("swarm v", StringComparison.Ordinal)));
        Assert.Single(Of(page, "dependence", "path").Where(path => (string?)path.Attribute("class") == "mean"));
        Assert.Single(Of(page, "mitigation", "circle").Where(dot => (string?)dot.Attribute("class") == "dot model"));
    }

    public void Dispose() => run.Dispose();

    private static IEnumerable<XElement> Of(XDocument page, string section, string element) =>
        page.Descendants("section").Single(item => (string?)item.Attribute("id") == section).Descendants(element);

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
