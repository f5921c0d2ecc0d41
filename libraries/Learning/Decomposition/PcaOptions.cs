using System.Globalization;
using MlPlatform.Learning.Hyperparameters;

namespace MlPlatform.Learning.Decomposition;

/// <summary>How the principal components are found.</summary>
public enum PcaMode
{
    /// <summary>From the whole covariance matrix.</summary>
    Regular,

    /// <summary>From a random subspace that is turned towards the strongest directions; for very many features.</summary>
    Randomized,
}

/// <summary>The hyperparameters of principal component analysis, checked.</summary>
public sealed record PcaOptions
{
    private const string Auto = "auto";
    private const int DefaultComponents = 10;

    private static readonly Hyperparameter ModeParameter = Hyperparameter.Choice(
        "algorithm_mode", "regular", ["regular", "randomized"], "regular takes the whole covariance matrix; randomized a subspace, for very many features.");

    private static readonly Hyperparameter ComponentsParameter = Hyperparameter.Integer(
        "num_components", DefaultComponents, 1, 100_000, "The number of components; auto is ten, or as many as there are features.")
        with { Default = Auto, Words = [Auto] };

    private static readonly Hyperparameter ExtraComponentsParameter = Hyperparameter.Integer(
        "extra_components", -1, -1, 100_000, "How much wider the subspace of randomized is than num_components; -1 is as wide again, and at least ten.");

    private static readonly Hyperparameter SubtractMeanParameter = Hyperparameter.Flag(
        "subtract_mean", true, "Whether the mean is taken off each column, in training and in scoring.");

    private static readonly Hyperparameter MiniBatchSizeParameter = Hyperparameter.Integer(
        "mini_batch_size", 500, 1, 10_000_000, "Taken for SageMaker's sake; nothing depends on it.");

    private static readonly Hyperparameter SeedParameter = SharedHyperparameters.Seed("The seed of the subspace of randomized.");

    /// <summary>Every hyperparameter, named as SageMaker's PCA names it (normalize_data and seed are ours).</summary>
    public static HyperparameterSet Declarations { get; } = new(
        PcaModel.AlgorithmName,
        ModeParameter, ComponentsParameter, ExtraComponentsParameter, SubtractMeanParameter, SharedHyperparameters.NormalizeData, MiniBatchSizeParameter,
        SharedHyperparameters.FeatureDim, SeedParameter);

    public required HyperparameterValues Values { get; init; }

    public required PcaMode Mode { get; init; }

    /// <summary>The number of components, or null for ten or as many as there are features.</summary>
    public required int? Components { get; init; }

    /// <summary>How much wider than the components the random subspace is, or null for the usual.</summary>
    public required int? ExtraComponents { get; init; }

    public required bool SubtractMean { get; init; }

    public required bool NormalizeData { get; init; }

    /// <summary>The number of feature columns that is expected, or null.</summary>
    public required int? FeatureCount { get; init; }

    public required ulong Seed { get; init; }

    public static PcaOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        return new PcaOptions
        {
            Values = values,
            Mode = values.Text(ModeParameter) == "regular" ? PcaMode.Regular : PcaMode.Randomized,
            Components = IntegerOrNull(values, ComponentsParameter),
            ExtraComponents = values.Integer(ExtraComponentsParameter) is var extra and >= 0 ? extra : null,
            SubtractMean = values.Flag(SubtractMeanParameter),
            NormalizeData = values.Flag(SharedHyperparameters.NormalizeData),
            FeatureCount = IntegerOrNull(values, SharedHyperparameters.FeatureDim),
            Seed = (ulong)values.Number(SeedParameter),
        };
    }

    /// <summary>The number of components of rows with so many features.</summary>
    internal int ComponentsOf(int features)
    {
        if (Components > features) throw new LearningException($"num_components is {Components}, but the encoded rows have {features} features.");
        return Components ?? Math.Min(DefaultComponents, features);
    }

    private static int? IntegerOrNull(HyperparameterValues values, Hyperparameter parameter) =>
        values.Text(parameter) == Auto ? null : int.Parse(values.Text(parameter), CultureInfo.InvariantCulture);
}
