using System.Globalization;
using System.Text.Json.Nodes;

namespace MlPlatform.Demo;

/// <summary>The pipeline of samples/credit for the data of this run: its definition, its parameters, and the configurations of its analyses.</summary>
internal sealed record PipelineDefinition(string Text, int StepCount)
{
    private const string Folder = "samples/credit";
    private const string BiasBefore = "bias-before";
    private const string BiasAfter = "bias-after";
    private const string Mitigation = "mitigation";

    /// <summary>Below this test AUC the pipeline refuses to register the model.</summary>
    private const double LeastAuc = 0.7;

    /// <summary>Reads the definition and uploads what its analyses are to do.</summary>
    public static async Task<PipelineDefinition> PrepareAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        foreach (var name in new[] { BiasBefore, BiasAfter, Mitigation })
        {
            var configuration = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.json"), cancellationToken))!.AsObject();
            configuration["label"] = demo.Options.Label;
            configuration["label_values_or_threshold"] = new JsonArray(LabelValue(demo.Options.Favorable));
            configuration["facet"] = new JsonArray([.. demo.Options.Facets.Select(FacetConfiguration)]);
            await demo.WriteTextAsync(ConfigurationKey(name), configuration.ToJsonString(), cancellationToken);
        }

        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "pipeline.json"), cancellationToken);
        return new PipelineDefinition(text, CountSteps(JsonNode.Parse(text)!["Steps"]!));
    }

    public JsonArray Parameters(DemoContext demo) => new([.. new (string Name, string Value)[]
    {
        ("InputUri", demo.Uri(demo.DeliveredPrefix)),
        ("OutputUri", demo.Uri(PipelineOutputs.Root)),
        ("BiasBeforeConfigUri", demo.Uri($"config/{BiasBefore}/")),
        ("BiasAfterConfigUri", demo.Uri($"config/{BiasAfter}/")),
        ("MitigationConfigUri", demo.Uri($"config/{Mitigation}/")),
        ("RoleArn", demo.Role),
        ("Label", demo.Options.Label),
        ("Favorable", demo.Options.Favorable),
        ("LabelValues", string.Join(',', demo.LabelValues)),
        ("Seed", demo.Options.Seed.ToString(CultureInfo.InvariantCulture)),
        ("MinAuc", LeastAuc.ToString(CultureInfo.InvariantCulture)),
        ("ModelPackageGroupName", demo.ModelPackageGroup),
    }.Select(parameter => new JsonObject { ["Name"] = parameter.Name, ["Value"] = parameter.Value })]);

    private static string ConfigurationKey(string name) => $"config/{name}/analysis_config.json";

    private static JsonObject FacetConfiguration(Facet facet) => new()
    {
        ["name_or_index"] = facet.Column,
        ["value_or_threshold"] = new JsonArray(facet.IsThreshold ? Number(facet.Value) : LabelValue(facet.Value)),
    };

    /// <summary>Clarify compares numbers as numbers and texts as texts.</summary>
    private static JsonNode LabelValue(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);

    private static JsonNode Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? JsonValue.Create(number)
        : throw new DemoException($"The threshold '{text}' of a facet is no number.");

    /// <summary>The steps of the straight way: those of a condition's else branch do not count.</summary>
    private static int CountSteps(JsonNode steps) => steps.AsArray().Sum(step => 1 + (step!["Arguments"]?["IfSteps"] is { } more ? CountSteps(more) : 0));
}
