using System.Globalization;
using System.Text.Json.Nodes;
using MlPlatform.Demo.Stages;

namespace MlPlatform.Demo;

/// <summary>What the run came to, read from what the jobs wrote.</summary>
internal sealed record Summary
{
    public required int Sent { get; init; }

    public required int Delivered { get; init; }

    public required int Clean { get; init; }

    public required int Quarantined { get; init; }

    public required double Accuracy { get; init; }

    public required double Auc { get; init; }

    public required IReadOnlyList<FacetBias> Facets { get; init; }

    /// <summary>What the search for a fairer model came to, in words.</summary>
    public required string Mitigation { get; init; }

    public static async Task<Summary> ReadAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        var quality = await ReadJsonAsync(PipelineOutputs.Quality);
        var evaluation = (await ReadJsonAsync(PipelineOutputs.Evaluation))["binary_classification_metrics"]!;
        var before = await ReadJsonAsync(PipelineOutputs.BiasBefore + "analysis.json");
        var after = await ReadJsonAsync(PipelineOutputs.BiasAfter + "analysis.json");
        var mitigation = await ReadJsonAsync(PipelineOutputs.Mitigation + "analysis.json");
        var quarantined = (await demo.ReadTextAsync(demo.Uri(PipelineOutputs.Quarantine), cancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Dataset.IdOfQuarantined).ToHashSet(StringComparer.Ordinal);
        var counted = demo.Data with { Rows = [.. demo.Data.Rows.Where(row => !quarantined.Contains(row.Id))] };
        return new Summary
        {
            Sent = demo.Data.Rows.Count,
            Delivered = int.Parse(demo.State.Values[StateKeys.RowsDelivered], CultureInfo.InvariantCulture),
            Clean = (int)quality["rows_out"]!,
            Quarantined = (int)quality["rows_quarantined"]!,
            Accuracy = (double)evaluation["accuracy"]!["value"]!,
            Auc = (double)evaluation["auc"]!["value"]!,
            Facets = [.. demo.Options.Facets.Select(facet => FacetBias.Read(facet, before, after, counted, demo.Options))],
            Mitigation = (string?)mitigation["mitigation"]?["reason"] ?? throw new DemoException("The search for a fairer model has no outcome."),
        };

        async Task<JsonNode> ReadJsonAsync(string key) => JsonNode.Parse(await demo.ReadTextAsync(demo.Uri(key), cancellationToken))!;
    }

    /// <summary>Holds the figures against what was sent and against a direct count.</summary>
    /// <exception cref="DemoException">A row is lost or counted twice, or a report disagrees with the data.</exception>
    public void Check()
    {
        if (Delivered != Sent) throw new DemoException($"{Sent} rows were sent, but {Delivered} were delivered.");
        if (Clean + Quarantined != Sent) throw new DemoException($"{Sent} rows were sent, but {Clean} are clean and {Quarantined} quarantined.");
        foreach (var facet in Facets) facet.Check();
    }
}

/// <summary>The bias of one group before and after training, beside a direct count of the file.</summary>
internal sealed record FacetBias
{
    private const double Tolerance = 1e-9;

    public required Facet Facet { get; init; }

    public required (int Rows, int Favorable) Group { get; init; }

    public required (int Rows, int Favorable) Rest { get; init; }

    /// <summary>Metrics before training, by name; null where the metric has no value.</summary>
    public required IReadOnlyDictionary<string, double?> Before { get; init; }

    public required IReadOnlyDictionary<string, double?> After { get; init; }

    /// <summary>Difference in positive proportions of labels by direct count: rest minus group.</summary>
    public double CountedDpl => Share(Rest) - Share(Group);

    public static FacetBias Read(Facet facet, JsonNode before, JsonNode after, Dataset data, DemoOptions options)
    {
        var (label, favorable) = (options.Label, options.Favorable);
        return new FacetBias
        {
            Facet = facet,
            Group = data.Count(label, favorable, fields => Belongs(facet, fields)),
            Rest = data.Count(label, favorable, fields => !Belongs(facet, fields)),
            Before = Metrics(before["pre_training_bias_metrics"], facet),
            After = Metrics(after["post_training_bias_metrics"], facet),
        };
    }

    public void Check()
    {
        if (Before.GetValueOrDefault("DPL") is not { } dpl || Math.Abs(dpl - CountedDpl) > Tolerance)
        {
            throw new DemoException($"The report's DPL of {Facet} is {Before.GetValueOrDefault("DPL")}, a direct count gives {CountedDpl}.");
        }
    }

    private static bool Belongs(Facet facet, IReadOnlyDictionary<string, string> fields)
    {
        var text = fields[facet.Column];
        if (!facet.IsThreshold) return text == facet.Value;
        return double.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > double.Parse(facet.Value, CultureInfo.InvariantCulture);
    }

    private static double Share((int Rows, int Favorable) group) => group.Rows == 0 ? double.NaN : (double)group.Favorable / group.Rows;

    private static Dictionary<string, double?> Metrics(JsonNode? section, Facet facet)
    {
        var metrics = section?["facets"]?[facet.Column]?.AsArray().Select(entry => entry?["metrics"]?.AsArray()).FirstOrDefault(found => found is not null)
            ?? throw new DemoException($"The bias report has no metrics for {facet}.");
        return metrics.ToDictionary(metric => (string)metric!["name"]!, metric => (double?)metric!["value"]);
    }
}
