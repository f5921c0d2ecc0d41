namespace MlPlatform.Clarify.Tests;

public sealed class BadInputTests
{
    private const string Data = "sex,age,approved\nf,20,yes\nf,30,no\nm,50,yes\nm,60,yes\n";

    public static TheoryData<string, string, string> Faults => new()
    {
        { Data, Config(label: "aproved"), "The label 'aproved' is not in the data; its columns are sex, age, approved." },
        { Data, Config(facet: "gender"), "The facet 'gender' is not in the data; its columns are sex, age, approved." },
        { Data, Config(value: "x"), "The facet 'sex' has no row with the value 'x' (its values are f, m); there is no group to compare." },
        { Data, Config(favorable: "maybe"), "The favourable value 'maybe' does not occur in the label 'approved'; its values are yes, no." },
        { "sex,approved\nf,yes\nm,yes\n", Config(), "The label 'approved' has one value only ('yes'); bias compares two outcomes." },
        { "", Config(), "The input 'dataset' is empty." },
        { "sex,approved\n", Config(), "The input 'dataset' has no rows." },
        { Data, Config().Replace("\"methods\": {", "\"metods\": 1, \"methods\": {"), "analysis_config.json has a member at $.metods that SageMaker Clarify does not define." },
        { Data, "{ \"label\": \"approved\" }", "analysis_config.json names no methods; nothing is asked for." },
        { Data, "{ \"label\": ", "analysis_config.json cannot be read" },
        { Data, Config(metrics: "[\"DPL\", \"XYZ\"]"), "There is no pre-training metric 'XYZ'; there are CI, DPL, JS, KL, KS, LP, TVD." },
        { Data, Config(stage: "post_training_bias"), "Bias after training (without a column of predictions, 'predicted_label') needs a model: name it in 'predictor'" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Job_WithBadInput_FailsWithTheCause(string data, string config, string cause)
    {
        using var run = new ClarifyRun().WithData(data).Run(config);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(cause, run.Failure);
        Assert.Equal(run.Failure, run.Message);
    }

    [Fact]
    public void Job_WithAnIdentifierAsFacet_FailsWithTheCause()
    {
        var data = "id,approved\n" + string.Concat(Enumerable.Range(0, 101).Select(row => $"p{row},{(row % 2 == 0 ? "yes" : "no")}\n"));
        using var run = new ClarifyRun().WithData(data).Run(Config(facet: "id").Replace(", \"value_or_threshold\": [\"f\"]", ""));

        Assert.StartsWith("The facet 'id' has 101 values; 'value_or_threshold' must say which are the group", run.Failure);
    }

    [Fact]
    public void Job_ThatFailsInALaterPart_KeepsWhatWasComputedBefore()
    {
        var config = Config().Replace("\"methods\": {", "\"methods\": { \"shap\": {},");

        using var run = new ClarifyRun().WithData(Data).Run(config);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("SHAP needs a model", run.Failure);
        Assert.Equal(0.5, run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
    }

    [Fact]
    public void Job_OnAFullDisk_SaysSoAndKeepsWhatWasWritten()
    {
        using var run = new ClarifyRun().WithData(Data);
        Directory.CreateDirectory(run.OutputFolder);
        File.CreateSymbolicLink(Path.Combine(run.OutputFolder, "report.html.part"), "/dev/full");

        run.Run(Config());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No space left", run.Failure, StringComparison.Ordinal);
        Assert.Equal("1.0", run.Analysis.GetProperty("version").GetString());
        Assert.Equal(["analysis.json"], Directory.GetFiles(run.OutputFolder).Select(Path.GetFileName));
    }

    [Fact]
    public void Job_WithRaggedRows_CountsThemInTheReport()
    {
        using var run = new ClarifyRun().WithData(Data + "f,20\n").Run(Config());

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("<b>1</b><span>lines set aside as malformed</span>", run.Report);
        Assert.Matches("<li>1 line was set aside: [^<]*2[^<]*3[^<]*</li>", run.Report);
    }

    private static string Config(
        string label = "approved", string favorable = "yes", string facet = "sex", string value = "f", string metrics = "\"all\"", string stage = "pre_training_bias") => $$"""
        { "label": "{{label}}", "label_values_or_threshold": ["{{favorable}}"], "facet": [{ "name_or_index": "{{facet}}", "value_or_threshold": ["{{value}}"] }],
          "methods": { "{{stage}}": { "methods": {{metrics}} } } }
        """;
}
