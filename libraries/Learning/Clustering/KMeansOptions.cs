using System.Globalization;
using MlPlatform.Learning.Hyperparameters;

namespace MlPlatform.Learning.Clustering;

/// <summary>How k-means goes over the data.</summary>
public enum KMeansMode
{
    /// <summary>Lloyd's algorithm over all rows until no row changes its cluster.</summary>
    Lloyd,

    /// <summary>As SageMaker does: mini-batches move more centres than asked for, and Lloyd's algorithm brings those down to k.</summary>
    MiniBatch,
}

/// <summary>How the first centres are chosen.</summary>
public enum KMeansStart
{
    /// <summary>Rows drawn evenly.</summary>
    Random,

    /// <summary>Rows drawn far from those already chosen: k-means++, the best of a few draws each.</summary>
    PlusPlus,
}

/// <summary>The hyperparameters of k-means, checked.</summary>
public sealed record KMeansOptions
{
    private const string Auto = "auto";
    private const string Random = "random";
    private const string PlusPlus = "kmeans++";

    private static readonly Hyperparameter ClustersParameter = Hyperparameter.Integer(
        "k", 10, 1, 100_000, "The number of clusters.") with { Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter ModeParameter = Hyperparameter.Choice(
        "algorithm_mode", "lloyd", ["lloyd", "mini_batch"], "lloyd goes over all rows until it has converged; mini_batch is SageMaker's way.");

    private static readonly Hyperparameter StartParameter = Hyperparameter.Choice(
        "init_method", Random, [Random, PlusPlus], "How mini_batch chooses its first centres.");

    private static readonly Hyperparameter EpochsParameter = Hyperparameter.Integer(
        "epochs", 1, 1, 10_000, "Passes of mini_batch over the data.");

    private static readonly Hyperparameter MiniBatchSizeParameter = Hyperparameter.Integer(
        "mini_batch_size", 5000, 1, 10_000_000, "The rows of one mini-batch.");

    private static readonly Hyperparameter ExtraCenterFactorParameter = Hyperparameter.Integer(
        "extra_center_factor", 1, 1, 100, "mini_batch moves this many times k centres; auto is ten, or fewer where the rows are few.")
        with { Default = Auto, Words = [Auto] };

    private static readonly Hyperparameter HalfLifeParameter = Hyperparameter.Integer(
        "half_life_time_size", 0, 0, int.MaxValue, "The rows after which an earlier row counts half in mini_batch; 0 is never.");

    private static readonly Hyperparameter LloydStartParameter = Hyperparameter.Choice(
        "local_lloyd_init_method", PlusPlus, [Random, PlusPlus], "How Lloyd's algorithm chooses its first centres.");

    private static readonly Hyperparameter LloydIterationsParameter = Hyperparameter.Integer(
        "local_lloyd_max_iter", 300, 1, 100_000, "The most iterations of Lloyd's algorithm.");

    private static readonly Hyperparameter LloydTrialsParameter = Hyperparameter.Integer(
        "local_lloyd_num_trials", 1, 1, 1000, "Runs of Lloyd's algorithm of which the best is kept; auto is one over all rows with kmeans++, else ten.")
        with { Default = Auto, Words = [Auto] };

    private static readonly Hyperparameter LloydToleranceParameter = Hyperparameter.Continuous(
        "local_lloyd_tol", 1e-4, 0, 1, "Lloyd's algorithm ends when the centres' squared moves add up to less than this share of the columns' mean variance.")
        with { Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter EvalMetricsParameter = Hyperparameter.Text(
        "eval_metrics", "[\"msd\"]", "Taken for SageMaker's sake; the loss of a round is the mean squared distance.");

    private static readonly Hyperparameter SeedParameter = SharedHyperparameters.Seed("The seed of the first centres and of the order of mini-batches.");

    /// <summary>Every hyperparameter, named as SageMaker's k-means names it (algorithm_mode, normalize_data and seed are ours).</summary>
    public static HyperparameterSet Declarations { get; } = new(
        KMeansModel.AlgorithmName,
        ClustersParameter, ModeParameter, StartParameter, EpochsParameter, MiniBatchSizeParameter, ExtraCenterFactorParameter,
        HalfLifeParameter, LloydStartParameter, LloydIterationsParameter, LloydTrialsParameter, LloydToleranceParameter,
        SharedHyperparameters.NormalizeData, SharedHyperparameters.FeatureDim, EvalMetricsParameter, SeedParameter);

    public required HyperparameterValues Values { get; init; }

    public required int Clusters { get; init; }

    public required KMeansMode Mode { get; init; }

    public required KMeansStart Start { get; init; }

    public required int Epochs { get; init; }

    public required int MiniBatchSize { get; init; }

    /// <summary>How many times k centres mini-batches move, or null where it is for the fit to choose.</summary>
    public required int? ExtraCenterFactor { get; init; }

    public required int HalfLife { get; init; }

    public required KMeansStart LloydStart { get; init; }

    public required int LloydIterations { get; init; }

    public required int LloydTrials { get; init; }

    public required double LloydTolerance { get; init; }

    public required bool NormalizeData { get; init; }

    /// <summary>The number of feature columns that is expected, or null.</summary>
    public required int? FeatureCount { get; init; }

    public required ulong Seed { get; init; }

    public static KMeansOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        var mode = values.Text(ModeParameter) == "lloyd" ? KMeansMode.Lloyd : KMeansMode.MiniBatch;
        var lloydStart = StartOf(values, LloydStartParameter);
        return new KMeansOptions
        {
            Values = values,
            Clusters = values.Integer(ClustersParameter),
            Mode = mode,
            Start = StartOf(values, StartParameter),
            Epochs = values.Integer(EpochsParameter),
            MiniBatchSize = values.Integer(MiniBatchSizeParameter),
            ExtraCenterFactor = IntegerOrNull(values, ExtraCenterFactorParameter),
            HalfLife = values.Integer(HalfLifeParameter),
            LloydStart = lloydStart,
            LloydIterations = values.Integer(LloydIterationsParameter),
            LloydTrials = IntegerOrNull(values, LloydTrialsParameter) ?? (mode == KMeansMode.Lloyd && lloydStart == KMeansStart.PlusPlus ? 1 : 10),
            LloydTolerance = values.Number(LloydToleranceParameter),
            NormalizeData = values.Flag(SharedHyperparameters.NormalizeData),
            FeatureCount = IntegerOrNull(values, SharedHyperparameters.FeatureDim),
            Seed = (ulong)values.Number(SeedParameter),
        };
    }

    private static KMeansStart StartOf(HyperparameterValues values, Hyperparameter parameter) =>
        values.Text(parameter) == PlusPlus ? KMeansStart.PlusPlus : KMeansStart.Random;

    private static int? IntegerOrNull(HyperparameterValues values, Hyperparameter parameter) =>
        values.Text(parameter) == Auto ? null : int.Parse(values.Text(parameter), CultureInfo.InvariantCulture);
}
