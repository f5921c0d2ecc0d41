using System.Globalization;
using MlPlatform.Learning.Hyperparameters;

namespace MlPlatform.Learning.Anomalies;

/// <summary>The hyperparameters of the random cut forest, checked.</summary>
public sealed record RandomCutForestOptions
{
    private const string Auto = "auto";

    private static readonly Hyperparameter TreesParameter = Hyperparameter.Integer(
        "num_trees", 100, 50, 1000, "The number of trees; more give a steadier score.");

    private static readonly Hyperparameter SamplesParameter = Hyperparameter.Integer(
        "num_samples_per_tree", 256, 1, 2048, "The rows that each tree samples; one over it should come near the share of anomalies.")
        with { Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter EvalMetricsParameter = Hyperparameter.Text(
        "eval_metrics", "[\"accuracy\",\"precision_recall_fscore\"]", "Taken for SageMaker's sake; nothing depends on it.");

    private static readonly Hyperparameter SeedParameter = SharedHyperparameters.Seed("The seed of the samples and of the cuts.");

    /// <summary>Every hyperparameter, named as SageMaker's random cut forest names it (normalize_data and seed are ours).</summary>
    public static HyperparameterSet Declarations { get; } = new(
        RandomCutForestModel.AlgorithmName,
        TreesParameter, SamplesParameter, SharedHyperparameters.NormalizeData, SharedHyperparameters.FeatureDim, EvalMetricsParameter, SeedParameter);

    public required HyperparameterValues Values { get; init; }

    public required int Trees { get; init; }

    public required int SamplesPerTree { get; init; }

    public required bool NormalizeData { get; init; }

    /// <summary>The number of feature columns that is expected, or null.</summary>
    public required int? FeatureCount { get; init; }

    public required ulong Seed { get; init; }

    public static RandomCutForestOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        return new RandomCutForestOptions
        {
            Values = values,
            Trees = values.Integer(TreesParameter),
            SamplesPerTree = values.Integer(SamplesParameter),
            NormalizeData = values.Flag(SharedHyperparameters.NormalizeData),
            FeatureCount = values.Text(SharedHyperparameters.FeatureDim) == Auto ? null : int.Parse(values.Text(SharedHyperparameters.FeatureDim), CultureInfo.InvariantCulture),
            Seed = (ulong)values.Number(SeedParameter),
        };
    }
}
