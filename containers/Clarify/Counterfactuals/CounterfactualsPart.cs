using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Models;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Counterfactuals;

namespace MlPlatform.Clarify.Counterfactuals;

/// <summary>What would have to be otherwise for rows to have another outcome.</summary>
internal sealed class CounterfactualsPart : IAnalysisPart
{
    private const int DefaultRows = 10;

    public string Name => "counterfactuals";

    public bool IsAsked(MethodsConfig methods) => methods.Counterfactuals is not null;

    public void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        var config = context.Methods.Counterfactuals!;
        var model = context.RequireModel("Counterfactuals");
        var rows = model.Rows(context.Features);
        var search = new CounterfactualSearch(model.Scorer, ModelSpace.Of(model, rows, config.Columns), Options(config), rows);
        var scores = model.Scorer.Scores(rows);
        var rule = ModelSpace.Rule(model, context.Config);
        int outputs = model.Scorer.Outputs, width = model.Scorer.Width;

        var found = new List<CounterfactualRow>();
        foreach (var index in config.Rows ?? [.. Enumerable.Range(0, rows.Length / width)])
        {
            if (config.Rows is null && found.Count == (config.MaxRows ?? DefaultRows)) break;
            if (index < 0 || index >= rows.Length / width) throw new ClarifyException($"The row {index} of methods.counterfactuals is not in the data; it has {rows.Length / width} rows.");
            var own = scores.AsSpan(index * outputs, outputs);
            var wanted = Wanted(config.Wanted, model, rule.Of(own), context.Config);
            if (config.Rows is null && wanted.Holds(own)) continue;
            var row = rows[(index * width)..((index + 1) * width)];
            found.Add(new CounterfactualRow(index, row, search.Find(row, wanted, (ulong)index, cancellationToken)));
        }

        result.Counterfactuals = new CounterfactualFindings(model, InWords(config.Wanted), config.Distance ?? "l1", found);
        context.Output.Write(CounterfactualsJson.FileName, stream => CounterfactualsJson.Write(result.Counterfactuals, stream));
    }

    public void Describe(ClarifyResult result, JsonObject analysis)
    {
        if (result.Counterfactuals is { } findings) analysis.Child("explanations")["counterfactuals"] = CounterfactualsJson.Summary(findings);
    }

    private static CounterfactualOptions Options(CounterfactualsConfig config)
    {
        var usual = new CounterfactualOptions();
        return usual with
        {
            Count = config.Count ?? usual.Count,
            Distance = config.Kind,
            Sparsity = config.Sparsity ?? usual.Sparsity,
            Plausibility = config.Plausibility ?? usual.Plausibility,
            Diversity = config.Diversity ?? usual.Diversity,
            Budget = config.Budget ?? usual.Budget,
            Seed = (ulong)(config.Seed ?? 1),
        };
    }

    private static WantedOutcome Wanted(WantedConfig? wanted, AnalysedModel model, int predicted, AnalysisConfig config)
    {
        var rule = ModelSpace.Rule(model, config);
        if (wanted is null)
        {
            if (model is { Scorer.Outputs: 1, GivesProbabilities: true }) return WantedOutcome.OfLabel(1 - predicted, rule);
            throw new ClarifyException("methods.counterfactuals names no wanted outcome, and the model has not just two labels; give 'wanted' a label or a range.");
        }

        if (wanted.Label is null) return WantedOutcome.InRange(0, wanted.Low ?? double.NegativeInfinity, wanted.High ?? double.PositiveInfinity);
        var labels = ModelSpace.Labels(model).ToList();
        var label = labels.IndexOf(wanted.Label);
        if (label < 0 && !int.TryParse(wanted.Label, out label)) throw new ClarifyException($"The model has no label '{wanted.Label}'; its labels are {string.Join(", ", labels)}.");
        return WantedOutcome.OfLabel(label, rule);
    }

    private static string InWords(WantedConfig? wanted) => wanted switch
    {
        null => "the other label",
        { Label: { } label } => $"the label {label}",
        { Low: { } low, High: { } high } => $"a score from {Numbers.Of(low)} to {Numbers.Of(high)}",
        { Low: { } low } => $"a score of at least {Numbers.Of(low)}",
        _ => $"a score of at most {Numbers.Of(wanted.High!.Value)}",
    };
}
