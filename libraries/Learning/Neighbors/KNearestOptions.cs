using System.Globalization;
using MlPlatform.Learning.Hyperparameters;

namespace MlPlatform.Learning.Neighbors;

/// <summary>Which rows count as near.</summary>
public enum NeighborMetric
{
    /// <summary>Those at the least Euclidean distance.</summary>
    L2,

    /// <summary>Those with the largest inner product.</summary>
    InnerProduct,

    /// <summary>Those at the least angle.</summary>
    Cosine,
}

/// <summary>The hyperparameters of k nearest neighbours, checked.</summary>
public sealed record KNearestOptions
{
    private const string Auto = "auto";

    private static readonly Hyperparameter NeighborsParameter = Hyperparameter.Integer(
        "k", 10, 1, 100_000, "The number of neighbours.") with { Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter PredictorTypeParameter = Hyperparameter.Choice(
        "predictor_type", "classifier", ["classifier", "regressor"], "What is predicted: a class, or a number.");

    private static readonly Hyperparameter SampleSizeParameter = Hyperparameter.Integer(
        "sample_size", 1, 1, int.MaxValue, "The rows that are drawn and kept; auto keeps all.") with { Default = Auto, Words = [Auto] };

    private static readonly Hyperparameter MetricParameter = Hyperparameter.Choice(
        "index_metric", "L2", ["L2", "INNER_PRODUCT", "COSINE"], "Which rows count as near.");

    private static readonly Hyperparameter IndexTypeParameter = Hyperparameter.Choice(
        "index_type", "faiss.Flat", ["faiss.Flat", "faiss.IVFFlat", "faiss.IVFPQ"], "Taken for SageMaker's sake; the search is always exact.");

    private static readonly Hyperparameter ReductionParameter = Hyperparameter.Choice(
        "dimension_reduction_type", "none", ["none", "sign"], "sign projects rows at random, with plus and minus ones, before they are compared.");

    private static readonly Hyperparameter ReductionTargetParameter = Hyperparameter.Integer(
        "dimension_reduction_target", 1, 1, 1_000_000, "How many dimensions sign projects to; auto is half of the features.") with { Default = Auto, Words = [Auto] };

    private static readonly Hyperparameter MiniBatchSizeParameter = Hyperparameter.Integer(
        "mini_batch_size", 5000, 1, 10_000_000, "Taken for SageMaker's sake; nothing depends on it.");

    private static readonly Hyperparameter SeedParameter = SharedHyperparameters.Seed("The seed of the rows drawn and of the projection.");

    /// <summary>Every hyperparameter, named as SageMaker's k-NN names it (normalize_data and seed are ours).</summary>
    public static HyperparameterSet Declarations { get; } = new(
        KNearestModel.AlgorithmName,
        NeighborsParameter, PredictorTypeParameter, SampleSizeParameter, MetricParameter, IndexTypeParameter, ReductionParameter,
        ReductionTargetParameter, SharedHyperparameters.NormalizeData, MiniBatchSizeParameter, SharedHyperparameters.FeatureDim, SeedParameter);

    public required HyperparameterValues Values { get; init; }

    public required int Neighbors { get; init; }

    public required bool IsClassifier { get; init; }

    /// <summary>The rows that are drawn and kept, or null for all.</summary>
    public required int? SampleSize { get; init; }

    public required NeighborMetric Metric { get; init; }

    /// <summary>Whether rows are projected at random before they are compared.</summary>
    public required bool Projects { get; init; }

    /// <summary>How many dimensions they are projected to, or null for half of the features.</summary>
    public required int? ProjectedWidth { get; init; }

    public required bool NormalizeData { get; init; }

    /// <summary>The number of feature columns that is expected, or null.</summary>
    public required int? FeatureCount { get; init; }

    public required ulong Seed { get; init; }

    public static KNearestOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        return new KNearestOptions
        {
            Values = values,
            Neighbors = values.Integer(NeighborsParameter),
            IsClassifier = values.Text(PredictorTypeParameter) == "classifier",
            SampleSize = IntegerOrNull(values, SampleSizeParameter),
            Metric = values.Text(MetricParameter) switch { "COSINE" => NeighborMetric.Cosine, "INNER_PRODUCT" => NeighborMetric.InnerProduct, _ => NeighborMetric.L2 },
            Projects = values.Text(ReductionParameter) == "sign",
            ProjectedWidth = IntegerOrNull(values, ReductionTargetParameter),
            NormalizeData = values.Flag(SharedHyperparameters.NormalizeData),
            FeatureCount = IntegerOrNull(values, SharedHyperparameters.FeatureDim),
            Seed = (ulong)values.Number(SeedParameter),
        };
    }

    private static int? IntegerOrNull(HyperparameterValues values, Hyperparameter parameter) =>
        values.Text(parameter) == Auto ? null : int.Parse(values.Text(parameter), CultureInfo.InvariantCulture);
}
