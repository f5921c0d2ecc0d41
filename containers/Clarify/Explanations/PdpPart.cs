using System.Text.Json.Nodes;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Clarify.Models;
using MlPlatform.Clarify.Results;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Trust.Explanations.PartialDependence;

namespace MlPlatform.Clarify.Explanations;

/// <summary>How the score of the model follows single columns: partial dependence plots.</summary>
internal sealed class PdpPart : IAnalysisPart
{
    private const int DefaultResolution = 15;
    private const int DefaultFeatures = 10;

    /// <summary>Up to this many rows, the curve of each is kept.</summary>
    private const int MostCurves = 2000;

    public string Name => "partial dependence";

    public bool IsAsked(MethodsConfig methods) => methods.Pdp is not null;

    public void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        var pdp = context.Methods.Pdp!;
        var model = context.RequireModel("Partial dependence");
        var rows = model.Rows(context.Features);
        result.LabelHeaders = model.Labels;
        var options = new DependenceOptions { Threads = context.Threads, Individual = context.Features.RowCount <= MostCurves };
        foreach (var name in Names(pdp, context.Features, result))
        {
            var column = Position(model, name);
            var input = model.Inputs[column];
            var grid = Grid(rows, model, column, pdp.GridResolution ?? DefaultResolution);
            var surface = Dependence.Compute(model.Scorer, rows, [grid], options, cancellationToken);
            result.Dependence.Add(new DependenceFinding(name, Texts(input, grid), surface, model.Unit) { Shares = Shares(rows, model.Inputs.Count, grid) });
        }
    }

    public void Describe(ClarifyResult result, JsonObject analysis)
    {
        if (result.Dependence.Count > 0) analysis.Child("explanations")["pdp"] = new JsonArray([.. result.Dependence.Select(finding => Describe(finding, result.LabelHeaders))]);
    }

    private static JsonObject Describe(DependenceFinding finding, IReadOnlyList<string> labels)
    {
        var surface = finding.Surface;
        var values = surface.Grids[0].Values;
        return new JsonObject
        {
            ["feature_name"] = finding.Column,
            ["data_type"] = finding.Categories is null ? "numerical" : "categorical",
            ["feature_values"] = finding.Categories is { } texts ? Array(texts, text => JsonValue.Create(text)) : Array(values, value => JsonValue.Create(value)),
            ["label_headers"] = Array(labels, label => JsonValue.Create(label)),
            ["data_distribution"] = Array(finding.Shares, share => JsonValue.Create(share)),
            ["model_predictions"] = PerLabel(surface, surface.Means),
            ["standard_errors"] = PerLabel(surface, surface.StandardErrors),
        };
    }

    private static JsonArray PerLabel(DependenceSurface surface, IReadOnlyList<double> cells) => new([.. Enumerable.Range(0, surface.Outputs)
        .Select(output => Array(Enumerable.Range(0, surface.Points), point => JsonValue.Create(cells[(point * surface.Outputs) + output])))]);

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> node) => new([.. items.Select(node)]);

    /// <summary>The features named, else those that SHAP finds the most important, else all.</summary>
    private static IEnumerable<string> Names(PdpConfig pdp, Table features, ClarifyResult result)
    {
        if (pdp.Features is { } named) return named.Select(reference => features.Find(reference, "feature").Name);
        var explanation = result.Explanation!;
        return explanation.Values.Features.Zip(explanation.Global).OrderByDescending(feature => Math.Abs(feature.Second)).Take(pdp.TopKFeatures ?? DefaultFeatures).Select(feature => feature.First);
    }

    private static int Position(AnalysedModel model, string name)
    {
        for (var i = 0; i < model.Inputs.Count; i++)
        {
            if (model.Inputs[i].Name == name) return i;
        }

        throw new ClarifyException($"The feature '{name}' of methods.pdp is no input of the model.");
    }

    private static FeatureGrid Grid(double[] rows, AnalysedModel model, int column, int resolution)
    {
        var width = model.Inputs.Count;
        var distinct = FeatureGrid.Distinct(rows, width, column);
        if (model.Inputs[column].Type != ColumnType.Number) return new FeatureGrid(column, [.. distinct.Values.Where(code => code >= 0)]);
        return distinct.Values.Count <= resolution ? distinct : FeatureGrid.Even(rows, width, column, resolution, tail: 0);
    }

    private static IReadOnlyList<string>? Texts(InputColumn input, FeatureGrid grid) => input.Type switch
    {
        ColumnType.Category => [.. grid.Values.Select(code => input.Categories![(int)code])],
        ColumnType.Boolean => [.. grid.Values.Select(value => value == 0 ? "false" : "true")],
        _ => null,
    };

    /// <summary>The share of the rows that have each value of the grid; of numbers, that are nearest to it.</summary>
    private static double[] Shares(double[] rows, int width, FeatureGrid grid)
    {
        var shares = new double[grid.Values.Count];
        var present = 0;
        for (var at = grid.Column; at < rows.Length; at += width)
        {
            if (double.IsNaN(rows[at]) || rows[at] < 0 && !grid.Values.Any(value => value < 0)) continue;
            var (nearest, least) = (0, double.PositiveInfinity);
            for (var i = 0; i < shares.Length; i++)
            {
                var distance = Math.Abs(grid.Values[i] - rows[at]);
                if (distance < least) (nearest, least) = (i, distance);
            }

            shares[nearest]++;
            present++;
        }

        return System.Array.ConvertAll(shares, share => share / Math.Max(1, present));
    }
}
