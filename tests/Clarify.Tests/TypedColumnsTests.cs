namespace MlPlatform.Clarify.Tests;

public sealed class TypedColumnsTests
{
    [Fact]
    public void LabelAndFacet_OfBooleansAndDates_AreComparedByTheirTexts()
    {
        const string Schema = """
            { "columns": [ { "name": "member", "type": "Boolean" }, { "name": "day", "type": "Date" }, { "name": "approved", "type": "Boolean" }, { "name": "note", "type": "Text" } ] }
            """;
        const string Config = """
            { "label": "approved", "label_values_or_threshold": ["true"],
              "facet": [{ "name_or_index": "member", "value_or_threshold": ["true"] }, { "name_or_index": "day", "value_or_threshold": ["2024-01-01"] }],
              "methods": { "pre_training_bias": { "methods": "all" } } }
            """;
        using var run = new ClarifyRun()
            .WithData("member,day,approved,note\ntrue,2024-01-01,true,a\ntrue,2024-01-02,false,b\nfalse,2024-01-01,true,c\nfalse,2024-01-02,true,d\n")
            .WithData(Schema, "schema.json").Run(Config);

        Assert.Equal((0, ""), (run.ExitCode, run.Failure));
        Assert.Equal(0.5, run.Metric("pre_training_bias_metrics", "member", "DPL").GetProperty("value").GetDouble(), 12);
        Assert.Equal(-0.5, run.Metric("pre_training_bias_metrics", "day", "DPL").GetProperty("value").GetDouble(), 12);
    }
}
