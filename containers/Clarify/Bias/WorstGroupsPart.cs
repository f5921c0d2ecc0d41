using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Results;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Clarify.Bias;

/// <summary>Which two values of a facet fare most unlike, and which intersection of facets fares worst: by the predictions where bias after training is asked for, else by the labels.</summary>
internal sealed class WorstGroupsPart : IAnalysisPart
{
    /// <summary>More cells than these are not counted: facets of very many values have no intersections of a useful size.</summary>
    private const int MostCells = 1_000_000;

    public string Name => "worst pairs and intersections";

    public bool IsAsked(MethodsConfig methods) => methods.PreTrainingBias is not null || methods.PostTrainingBias is not null;

    public void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        var isPredicted = context.Methods.PostTrainingBias is not null;
        var metric = BiasMetrics.Find(isPredicted ? "DPPL" : "DPL")!;
        var analysis = new BiasAnalysis(context.Label, isPredicted ? context.Predictions.Codes : null, strata: null, context.Bootstrap);
        var facets = context.Groups.Select(group => group.Column).DistinctBy(column => column.Name, StringComparer.Ordinal).ToArray();
        foreach (var facet in facets.Where(facet => facet.Values.Count is > 2 and <= FacetGroups.MostValues))
        {
            if (WorstPairOf(analysis.Count([facet], cancellationToken), facet, metric, context, cancellationToken) is { } pair) result.WorstPairs.Add(pair);
        }

        if (facets.Length > 1 && Cells(facets, context.Label, isPredicted) <= MostCells)
        {
            var options = new IntersectionSearchOptions();
            result.Intersections = new IntersectionFinding(
                metric, options.MinimumRows, IntersectionSearch.Find(analysis.Count(facets, cancellationToken), context.Label.Favorable, metric, options, cancellationToken));
        }
    }

    public void Describe(ClarifyResult result, JsonObject analysis)
    {
        if (result.WorstPairs.Count > 0) analysis["worst_pairs"] = new JsonArray([.. result.WorstPairs.Select(Describe)]);
        if (result.Intersections is not { } found) return;
        analysis["worst_intersections"] = new JsonObject
        {
            ["metric"] = found.Metric.Name,
            ["minimum_rows"] = found.MinimumRows,
            ["tested"] = found.Findings.Tested,
            ["worst"] = new JsonArray([.. found.Findings.Worst.Select(item => new JsonObject
            {
                ["group"] = item.Title, ["rows"] = item.Comparison.Group.RowCount, ["value"] = item.Outcome.Value,
            })]),
        };
    }

    private static JsonObject Describe(WorstPairFinding pair)
    {
        var described = new JsonObject
        {
            ["facet"] = pair.Facet, ["metric"] = pair.Metric.Name, ["group"] = pair.Group, ["compared_with"] = pair.With, ["value"] = pair.Interval.Value.Value,
        };
        described.AddInterval(pair.Interval);
        return described;
    }

    private static WorstPairFinding? WorstPairOf(OutcomeTable table, CodedColumn facet, BiasMetric metric, AnalysisContext context, CancellationToken cancellationToken)
    {
        var favorable = context.Label.Favorable;
        if (WorstPair.Of(metric, table.Groups(favorable)) is not { Group: { } group, With: { } with }) return null;
        var interval = Bootstrap.Of(table, resample => [metric.Compute(resample.Groups(favorable).Compare(group, with))], context.Bootstrap, cancellationToken)[0];
        return new WorstPairFinding(facet.Name, metric, $"{facet.Name} = {facet.Values[group]}", $"{facet.Name} = {facet.Values[with]}", interval);
    }

    private static double Cells(CodedColumn[] facets, LabelColumn label, bool isPredicted) =>
        facets.Aggregate((double)label.Favorable.Length * (isPredicted ? label.Favorable.Length : 1), (product, facet) => product * facet.Values.Count);
}
