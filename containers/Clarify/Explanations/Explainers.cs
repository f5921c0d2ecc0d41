using MlPlatform.Clarify.Models;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Trust;
using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Kernel;

namespace MlPlatform.Clarify.Explanations;

/// <summary>How contributions are wanted.</summary>
/// <param name="UseLogit">To the log-odds rather than to the probability.</param>
/// <param name="Samples">How many coalitions are drawn per row where contributions are sampled; null for the explainer's own number.</param>
/// <param name="Seed">Of the draws.</param>
/// <param name="Threads">How many threads share the rows; the numbers do not depend on it.</param>
internal sealed record ExplainerOptions(bool UseLogit, int? Samples, ulong Seed, int Threads);

/// <summary>Contributions, and how they were found.</summary>
/// <param name="Values">Per row, output and column.</param>
/// <param name="Method">In words.</param>
/// <param name="Unit">What a contribution is counted in.</param>
internal sealed record Explained(Explanation Values, string Method, string Unit);

/// <summary>Picks the exact explainer where the model has one on the scale that is wanted, and KernelSHAP elsewhere.</summary>
internal static class Explainers
{
    private const string LogOdds = "log-odds";

    /// <param name="model">The model.</param>
    /// <param name="rows">The rows to explain.</param>
    /// <param name="baseline">The rows that stand for "absent".</param>
    /// <param name="options">Scale, sampling, threads.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Explained Explain(AnalysedModel model, double[] rows, double[] baseline, ExplainerOptions options, CancellationToken cancellationToken)
    {
        var onMargin = options.UseLogit || !model.GivesProbabilities;
        if (onMargin && model is BuiltInModel { Model: LinearModel { Intercepts.Length: 1 } linear })
        {
            return new Explained(
                OfLinear(model.Scorer.Features, linear, rows, baseline), "linear SHAP, exact where columns are taken as independent", model.GivesProbabilities ? LogOdds : model.Unit);
        }

        var scorer = options.UseLogit && model.GivesProbabilities ? LogOddsOf(model.Scorer) : model.Scorer;
        var values = KernelShap.Explain(
            scorer, new Background(baseline, scorer.Width), rows, new KernelShapOptions { Samples = options.Samples, Seed = options.Seed, Threads = options.Threads }, cancellationToken);
        return new Explained(values, values.StandardErrors is null ? "KernelSHAP over all coalitions, exact" : "KernelSHAP, sampled", scorer == model.Scorer ? model.Unit : LogOdds);
    }

    private static Explanation OfLinear(IReadOnlyList<string> names, LinearModel linear, double[] rows, double[] baseline)
    {
        // What a column adds to the margin is a feature of weight one: the model is linear in these parts whatever its columns hold.
        var ones = new double[names.Count];
        Array.Fill(ones, 1);
        return LinearShap.Explain(names, ones, linear.Intercept, new Background(Parts(linear, baseline), names.Count), Parts(linear, rows));
    }

    private static double[] Parts(LinearModel model, double[] rows)
    {
        var width = model.Inputs.Count;
        var parts = new double[rows.Length];
        for (var start = 0; start < rows.Length; start += width) model.Contributions(rows.AsSpan(start, width), parts.AsSpan(start, width));
        return parts;
    }

    /// <summary>The model whose probabilities p are seen as ln(p / (1 − p)); probabilities of 0 and 1 are taken as 1e-7 and 1 − 1e-7, as Clarify does.</summary>
    private static Scorer LogOddsOf(Scorer model)
    {
        const double Edge = 1e-7;
        return model with
        {
            Score = (rows, scores) =>
            {
                model.Score(rows, scores);
                foreach (ref var score in scores)
                {
                    var p = Math.Clamp(score, Edge, 1 - Edge);
                    score = Math.Log(p / (1 - p));
                }
            },
        };
    }
}
