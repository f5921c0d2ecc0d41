using MlPlatform.Learning.Hyperparameters;
using Declared = MlPlatform.Learning.Trees.BoostedTreesHyperparameters;

namespace MlPlatform.Learning.Trees;

/// <summary>The order in which leaves are split.</summary>
public enum GrowPolicy
{
    /// <summary>Level by level.</summary>
    Depthwise,

    /// <summary>The leaf with the largest gain first.</summary>
    LossGuide,
}

/// <summary>The boosted trees' hyperparameters, checked.</summary>
public sealed record BoostedTreesOptions
{
    private const int MostBins = 256;
    private const double PoissonStep = 0.7;

    /// <summary>Every hyperparameter, named as SageMaker's XGBoost names it.</summary>
    public static HyperparameterSet Declarations => Declared.Declarations;

    /// <summary>The declared defaults.</summary>
    public static BoostedTreesOptions Default { get; } = Parse(new Dictionary<string, string>());

    public required HyperparameterValues Values { get; init; }

    /// <summary>XGBoost's name of the loss.</summary>
    public required string Objective { get; init; }

    public required int Rounds { get; init; }

    /// <summary>How a tree grows.</summary>
    public required GrowthOptions Growth { get; init; }

    /// <summary>The most bins of a column, the one for missing values included.</summary>
    public required int MaxBins { get; init; }

    public required double Subsample { get; init; }

    public required double ScalePosWeight { get; init; }

    /// <summary>A weight per class, or empty.</summary>
    public required double[] ClassWeights { get; init; }

    /// <summary>The prediction before the first tree; NaN takes even odds for classes and the best constant for numbers.</summary>
    public required double BaseScore { get; init; }

    /// <summary>The number of classes; null takes it from the data.</summary>
    public required int? ClassCount { get; init; }

    public required double QuantileAlpha { get; init; }

    public required double TweedieVariancePower { get; init; }

    /// <summary>For ranking: how many of a group's first rows are paired with those below them.</summary>
    public required int PairRows { get; init; }

    /// <summary>Names of metrics; empty for the objective's own.</summary>
    public required IReadOnlyList<string> EvalMetrics { get; init; }

    /// <summary>Rounds without a better validation metric until training ends; 0 is never.</summary>
    public required int EarlyStoppingRounds { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The most threads; 0 leaves it to the caller.</summary>
    public required int Threads { get; init; }

    public static BoostedTreesOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        var metrics = values.Text(Declared.EvalMetric);
        var growth = GrowthOptions.From(values);
        if (growth.MaxDeltaStep == 0 && values.Text(Declared.Objective) == "count:poisson") growth = growth with { MaxDeltaStep = PoissonStep };
        return new BoostedTreesOptions
        {
            Values = values,
            Objective = values.Text(Declared.Objective),
            Rounds = values.Integer(Declared.NumRound),
            Growth = growth,
            MaxBins = Math.Min(MostBins, values.Integer(Declared.MaxBin)),
            Subsample = values.Number(Declared.Subsample),
            ScalePosWeight = values.Number(Declared.ScalePosWeight),
            ClassWeights = ConstraintText.Numbers(Declared.ClassWeights.Name, values.Text(Declared.ClassWeights)),
            BaseScore = values.Number(Declared.BaseScore),
            ClassCount = values.Number(Declared.NumClass) is var count && double.IsNaN(count) ? null : (int)count,
            QuantileAlpha = values.Number(Declared.QuantileAlpha),
            TweedieVariancePower = values.Number(Declared.TweedieVariancePower),
            PairRows = values.Integer(Declared.PairRows),
            EvalMetrics = metrics == Declared.Auto ? [] : metrics.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            EarlyStoppingRounds = values.Integer(Declared.EarlyStoppingRounds),
            Seed = (ulong)values.Number(Declared.Seed),
            Threads = values.Integer(Declared.Threads),
        };
    }
}
