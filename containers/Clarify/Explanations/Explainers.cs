using MlPlatform.Clarify.Models;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Trees;
using MlPlatform.Trust;
using MlPlatform.Trust.Explanations;
using MlPlatform.Trust.Explanations.Kernel;
using MlPlatform.Trust.Explanations.Trees;

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

/// <summary>Explains a model by the exact way where it has one on the scale that is wanted, and by KernelSHAP elsewhere.</summary>
/// <param name="model">The model.</param>
/// <param name="options">Scale, sampling, threads.</param>
internal sealed class Explainers(AnalysedModel model, ExplainerOptions options)
{
    private const string LogOdds = "log-odds";

    /// <summary>Whether the model is a sum on the scale that is wanted: its log-odds, or a number without a link.</summary>
    private bool IsSum => options.UseLogit || !model.GivesProbabilities;

    private string SumUnit => model.GivesProbabilities ? LogOdds : model.Unit;

    /// <summary>Contributions without a baseline, by what the trees learnt from; null for a model that is no trees, or on another scale than theirs.</summary>
    public Explained? ByTrainingData(double[] rows, CancellationToken cancellationToken) =>
        Trees is { } trees ? new Explained(new TreeShap(trees).Explain(rows, options.Threads, cancellationToken), "TreeSHAP, exact over the training data of the trees", SumUnit) : null;

    /// <summary>Contributions against baseline rows.</summary>
    public Explained ByBaseline(double[] rows, double[] baseline, CancellationToken cancellationToken)
    {
        if (IsSum && model is BuiltInModel { Model: LinearModel { Intercepts.Length: 1 } linear })
        {
            return new Explained(OfLinear(linear, rows, baseline), "linear SHAP, exact where columns are taken as independent", SumUnit);
        }

        if (Trees is { } trees)
        {
            var against = new InterventionalTreeShap(trees, new Background(baseline, trees.Width));
            return new Explained(against.Explain(rows, options.Threads, cancellationToken), "TreeSHAP, exact against the baseline", SumUnit);
        }

        var scorer = options.UseLogit && model.GivesProbabilities ? LogOddsOf(model.Scorer) : model.Scorer;
        var kernel = new KernelShapOptions { Samples = options.Samples is { } samples ? Math.Max(samples, 4 * scorer.Width) : null, Seed = options.Seed, Threads = options.Threads };
        var values = KernelShap.Explain(scorer, new Background(baseline, scorer.Width), rows, kernel, cancellationToken);
        return new Explained(
            values, values.StandardErrors is null ? "KernelSHAP over all coalitions, exact" : "KernelSHAP over sampled coalitions",
            options.UseLogit ? SumUnit : model.Unit);
    }

    /// <summary>The trees of the model where their sum is on the scale that is wanted.</summary>
    private ExplainedTrees? Trees => IsSum && model is BuiltInModel { Model: BoostedTreesModel { Output.Width: 1 } trees }
        && trees.Link == (model.GivesProbabilities ? MarginLink.Logistic : MarginLink.Identity)
            ? new ExplainedTrees(model.Scorer.Features, ShapTrees.From(trees).Trees, [.. trees.Ensemble.BaseMargins])
            : null;

    private Explanation OfLinear(LinearModel linear, double[] rows, double[] baseline)
    {
        // What a column adds to the margin is a feature of weight one: the model is linear in these parts whatever its columns hold.
        var names = model.Scorer.Features;
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

    /// <summary>The model whose probabilities p are seen as ln(p / (1 − p)); p is kept 1e-7 away from 0 and 1.</summary>
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
