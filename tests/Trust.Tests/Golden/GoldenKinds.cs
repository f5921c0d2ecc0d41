using System.Text.Json;

namespace MlPlatform.Trust.Tests.Golden;

/// <summary>What each kind of case asks of the library: from its input to the numbers to compare. One file per kind lies in Kinds/.</summary>
internal static class GoldenKinds
{
    public static IReadOnlyDictionary<string, Func<JsonElement, IReadOnlyList<double?>>> All { get; } =
        new Dictionary<string, Func<JsonElement, IReadOnlyList<double?>>>(StringComparer.Ordinal)
        {
            ["attack.decision-excess"] = Kinds.ArtAttacks.DecisionExcess,
            ["attack.empirical-robustness"] = Kinds.ArtAttacks.Empirical,
            ["attack.gradient"] = Kinds.ArtAttacks.Gradient,
            ["bias.consistency"] = Kinds.BiasOfRows.Consistent,
            ["bias.distribution"] = Kinds.BiasOfNumbers.Distribution,
            ["bias.flip"] = Kinds.BiasOfRows.Flip,
            ["bias.groups"] = Kinds.BiasCounted.Groups,
            ["bias.interval"] = Kinds.BiasCounted.Intervals,
            ["bias.rates"] = Kinds.BiasCounted.Rates,
            ["bias.regression"] = Kinds.BiasOfNumbers.Regression,
            ["bias.rich"] = Kinds.BiasOfRows.Rich,
            ["bias.sides"] = Kinds.BiasCounted.Sides,
            ["bias.strata"] = Kinds.BiasCounted.Strata,
            ["dependence.brute"] = Kinds.PartialDependenceOfFunction.Evaluate,
            ["drift.attributions"] = Kinds.DriftOfCounts.Attributions,
            ["drift.chi-square"] = Kinds.DriftOfCounts.ChiSquares,
            ["drift.evidently-categories"] = Kinds.DriftOfEvidently.Categories,
            ["drift.evidently-numbers"] = Kinds.DriftOfEvidently.Numbers,
            ["drift.fisher"] = Kinds.DriftOfCounts.Fisher,
            ["drift.kolmogorov-tail"] = Kinds.DriftOfTwoSamples.KolmogorovTail,
            ["drift.stream"] = Kinds.DriftOfStream.Positions,
            ["drift.two-samples"] = Kinds.DriftOfTwoSamples.Tests,
            ["lime.bins"] = Kinds.LimeBinsOfColumn.Evaluate,
            ["lime.fit"] = Kinds.LimeFit.Evaluate,
            ["lime.image"] = Kinds.LimeImage.Evaluate,
            ["mitigation.calibrated-equalized-odds"] = Kinds.CalibratedOdds.Evaluate,
            ["mitigation.disparate-impact-remover"] = Kinds.DisparateImpactRepair.Evaluate,
            ["mitigation.equalized-odds-mixing"] = Kinds.EqualizedOddsLabels.Evaluate,
            ["mitigation.exponentiated-gradient"] = Kinds.ReducedToWeights.Evaluate,
            ["mitigation.reject-option"] = Kinds.RejectOptionCut.Evaluate,
            ["mitigation.reweighing"] = Kinds.ReweighingFactors.Evaluate,
            ["mitigation.threshold-optimizer"] = Kinds.OptimizedThresholds.Evaluate,
            ["shap.exact"] = Kinds.ShapOfFunctions.Exact,
            ["shap.kernel"] = Kinds.ShapOfFunctions.Kernel,
            ["shap.linear"] = Kinds.ShapOfFunctions.Linear,
            ["shap.tree.background"] = Kinds.ShapOfTrees.Against,
            ["shap.tree.path"] = Kinds.ShapOfTrees.Path,
            ["shap.tree.path.pairs"] = Kinds.ShapOfTrees.PathPairs,
            ["shapley.product"] = Kinds.ShapleyOfProduct.Evaluate,
            ["slic.agreement"] = Kinds.SlicAgreement.Evaluate,
            ["trees.score"] = Kinds.ShapOfTrees.Scores,
        };
}
