using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>The objectives by XGBoost's names.</summary>
internal static class ObjectiveCatalog
{
    private const double Median = 0.5;

    private static readonly Dictionary<string, Func<BoostedTreesOptions, int, bool, Objective>> Makers = new(StringComparer.Ordinal)
    {
        ["reg:squarederror"] = (_, _, _) => new SquaredError(),
        ["reg:linear"] = (_, _, _) => new SquaredError(),
        ["reg:logistic"] = (_, _, vectorized) => new LogisticLoss(raw: false, regression: true, vectorized),
        ["binary:logistic"] = (_, _, vectorized) => new LogisticLoss(raw: false, regression: false, vectorized),
        ["binary:logitraw"] = (_, _, vectorized) => new LogisticLoss(raw: true, regression: false, vectorized),
        ["multi:softprob"] = (_, classes, _) => new Softmax(classes),
        ["multi:softmax"] = (_, classes, _) => new Softmax(classes),
        ["count:poisson"] = (options, _, _) => new PoissonLoss(options.Growth.MaxDeltaStep),
        ["reg:gamma"] = (_, _, _) => new GammaLoss(),
        ["reg:tweedie"] = (options, _, _) => new TweedieLoss(options.TweedieVariancePower),
        ["reg:quantileerror"] = (options, _, _) => new QuantileLoss(options.QuantileAlpha, "quantile"),
        ["reg:absoluteerror"] = (_, _, _) => new QuantileLoss(Median, "mae"),
        ["rank:pairwise"] = (options, _, _) => new PairwiseRanking(byNdcg: false, options.PairRows),
        ["rank:ndcg"] = (options, _, _) => new PairwiseRanking(byNdcg: true, options.PairRows),
    };

    public static IReadOnlyList<string> Names => [.. Makers.Keys];

    /// <param name="options">The hyperparameters; the name is among them.</param>
    /// <param name="classes">The number of classes, for objectives that have them.</param>
    /// <param name="vectorized">Whether kernels use vectors.</param>
    public static Objective Make(BoostedTreesOptions options, int classes, bool vectorized) => Makers[options.Objective](options, classes, vectorized);
}
