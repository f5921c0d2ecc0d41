using System.Text.Json.Nodes;
using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Models;
using MlPlatform.Clarify.Results;
using MlPlatform.Tables;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Clarify.Robustness;

/// <summary>How hard the model is to mislead by small changes of rows that stay possible.</summary>
internal sealed class RobustnessPart : IAnalysisPart
{
    private const int DefaultRows = 100;

    public string Name => "robustness";

    public bool IsAsked(MethodsConfig methods) => methods.Robustness is not null;

    public void Run(AnalysisContext context, ClarifyResult result, CancellationToken cancellationToken)
    {
        var config = context.Methods.Robustness!;
        var model = context.RequireModel("Robustness");
        if (model is { Scorer.Outputs: 1, GivesProbabilities: false }) throw new ClarifyException("Robustness needs a classifier; the model gives a number that is no probability.");
        var rows = model.Rows(context.Features);
        var attacked = new AttackedModel(ModelGradients.Of(model), ModelSpace.Of(model, rows, config.Columns), ModelSpace.Rule(model, context.Config), rows);

        var seed = (ulong)(config.Seed ?? 1);
        var chosen = Draw(rows.Length / attacked.Width, config.MaxRows ?? DefaultRows, seed);
        var values = chosen.SelectMany(row => rows[(row * attacked.Width)..((row + 1) * attacked.Width)]).ToArray();
        var options = new RobustnessOptions { Attacks = config.Build(), Reach = config.Reach ?? 1, Seed = seed, Threads = context.Threads, Bootstrap = context.Bootstrap };
        var report = RobustnessAnalysis.Run(attacked, Grouped(context, chosen, values), options, cancellationToken);
        result.Robustness = new RobustnessFindings(model, chosen, values, ModelSpace.Labels(model), report);
        context.Output.Write(RobustnessJson.FileName, stream => RobustnessJson.Write(result.Robustness, stream));
    }

    public void Describe(ClarifyResult result, JsonObject analysis)
    {
        if (result.Robustness is { } findings) analysis["robustness"] = RobustnessJson.Summary(findings);
    }

    /// <summary>Some rows, in ascending order.</summary>
    private static int[] Draw(int count, int most, ulong seed)
    {
        var all = Enumerable.Range(0, count).ToArray();
        new SeededRandom(seed).Shuffle<int>(all);
        return [.. all.Take(most).Order()];
    }

    /// <summary>The rows with the group and the rest of the first facet, where there is one.</summary>
    private static RobustnessSample Grouped(AnalysisContext context, int[] chosen, double[] values)
    {
        var sample = new RobustnessSample(values);
        if (context.Config.Facet is not { Count: > 0 }) return sample;
        var group = context.Groups[0];
        return sample with
        {
            GroupNames = [group.Title, group.RestTitle],
            Groups = [.. chosen.Select(row => group.Column.Codes[row]).Select(code => code == Data.CodedColumn.Missing ? -1 : group.Members[code] ? 0 : 1)],
        };
    }
}
