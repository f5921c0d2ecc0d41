using MlPlatform.Learning.Hyperparameters;

namespace MlPlatform.Learning.Linear;

/// <summary>What the linear learner predicts.</summary>
public enum PredictorType
{
    /// <summary>The probability of 1, by logistic loss.</summary>
    BinaryClassifier,

    /// <summary>A number, by squared loss.</summary>
    Regressor,
}

/// <summary>How the linear learner finds its weights.</summary>
public enum LinearOptimizer
{
    /// <summary>Whole-data quasi-Newton: L-BFGS, and OWL-QN where l1 is above zero. An epoch is one step.</summary>
    QuasiNewton,

    /// <summary>Mini-batch gradient steps with momentum and scaling per weight.</summary>
    Adam,

    /// <summary>Plain mini-batch gradient steps.</summary>
    Sgd,
}

/// <summary>The linear learner's hyperparameters, checked.</summary>
public sealed record LinearLearnerOptions
{
    private const string Auto = "auto";
    private const string Balanced = "balanced";

    private static readonly Hyperparameter PredictorTypeParameter = Hyperparameter.Choice(
        "predictor_type", "binary_classifier", ["binary_classifier", "regressor"], "What is predicted: a class of two, or a number.");

    private static readonly Hyperparameter EpochsParameter = Hyperparameter.Integer(
        "epochs", 60, 1, 10_000, "The largest number of passes over the training data.");

    private static readonly Hyperparameter LearningRateParameter = Hyperparameter.Continuous(
        "learning_rate", 0.01, 1e-7, 10, "The step size of sgd and adam; the quasi-Newton optimizer finds its own.")
        with { Words = [Auto], Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter MiniBatchSizeParameter = Hyperparameter.Integer(
        "mini_batch_size", 100, 1, 1_000_000, "The rows of one step of sgd and adam.");

    private static readonly Hyperparameter L1Parameter = Hyperparameter.Continuous(
        "l1", 0, 0, 1e6, "The weight of the sum of absolute weights in the objective.")
        with { Words = [Auto], Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter WeightDecayParameter = Hyperparameter.Continuous(
        "wd", 1e-4, 0, 1e6, "The weight of half the sum of squared weights in the objective.")
        with { Words = [Auto], Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter OptimizerParameter = Hyperparameter.Choice(
        "optimizer", Auto, [Auto, "adam", "sgd"], "auto is quasi-Newton over the whole data: L-BFGS, or OWL-QN with l1.");

    private static readonly Hyperparameter UseBiasParameter = Hyperparameter.Flag(
        "use_bias", true, "Whether the model has an intercept.");

    private static readonly Hyperparameter NormalizeDataParameter = Hyperparameter.Flag(
        "normalize_data", true, "Whether number columns are brought to mean 0 and deviation 1 inside the model.");

    private static readonly Hyperparameter PositiveWeightParameter = Hyperparameter.Continuous(
        "positive_example_weight_mult", 1, 1e-6, 1e6, "The weight of a row of class 1; balanced gives both classes the same total.")
        with { Words = [Auto, Balanced] };

    private static readonly Hyperparameter PatienceParameter = Hyperparameter.Integer(
        "early_stopping_patience", 5, 1, 10_000, "Epochs without enough improvement after which training ends.");

    private static readonly Hyperparameter ToleranceParameter = Hyperparameter.Continuous(
        "early_stopping_tolerance", 1e-4, 0, 1, "The relative improvement of the loss that counts as enough.");

    private static readonly Hyperparameter SeedParameter = Hyperparameter.Integer(
        "seed", 0, 0, int.MaxValue, "The seed of the order of rows for sgd and adam.");

    private static readonly Hyperparameter FeatureDimParameter = Hyperparameter.Integer(
        "feature_dim", 1, 1, 1_000_000, "The number of feature columns, checked against the data; auto takes it from there.")
        with { Default = Auto, Words = [Auto] };

    /// <summary>Every hyperparameter, named as SageMaker's linear learner names it (seed is ours).</summary>
    public static HyperparameterSet Declarations { get; } = new(
        LinearModel.AlgorithmName,
        PredictorTypeParameter, EpochsParameter, LearningRateParameter, MiniBatchSizeParameter, L1Parameter, WeightDecayParameter,
        OptimizerParameter, UseBiasParameter, NormalizeDataParameter, PositiveWeightParameter, PatienceParameter, ToleranceParameter,
        SeedParameter, FeatureDimParameter);

    /// <summary>The declared defaults.</summary>
    public static LinearLearnerOptions Default { get; } = Parse(new Dictionary<string, string>());

    public required HyperparameterValues Values { get; init; }

    public required PredictorType PredictorType { get; init; }

    public required int Epochs { get; init; }

    public required double LearningRate { get; init; }

    public required int MiniBatchSize { get; init; }

    public required double L1 { get; init; }

    public required double WeightDecay { get; init; }

    public required LinearOptimizer Optimizer { get; init; }

    public required bool UseBias { get; init; }

    public required bool NormalizeData { get; init; }

    /// <summary>The weight of a row of class 1; NaN balances the classes.</summary>
    public required double PositiveWeight { get; init; }

    public required int Patience { get; init; }

    public required double Tolerance { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The number of feature columns that is expected, or null.</summary>
    public required int? FeatureCount { get; init; }

    public static LinearLearnerOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        return new LinearLearnerOptions
        {
            Values = values,
            PredictorType = values.Text(PredictorTypeParameter) == "regressor" ? PredictorType.Regressor : PredictorType.BinaryClassifier,
            Epochs = values.Integer(EpochsParameter),
            LearningRate = NumberOrDefault(values, LearningRateParameter),
            MiniBatchSize = values.Integer(MiniBatchSizeParameter),
            L1 = NumberOrDefault(values, L1Parameter),
            WeightDecay = NumberOrDefault(values, WeightDecayParameter),
            Optimizer = values.Text(OptimizerParameter) switch
            {
                "adam" => LinearOptimizer.Adam,
                "sgd" => LinearOptimizer.Sgd,
                _ => LinearOptimizer.QuasiNewton,
            },
            UseBias = values.Flag(UseBiasParameter),
            NormalizeData = values.Flag(NormalizeDataParameter),
            PositiveWeight = values.Number(PositiveWeightParameter),
            Patience = values.Integer(PatienceParameter),
            Tolerance = values.Number(ToleranceParameter),
            Seed = (ulong)values.Number(SeedParameter),
            FeatureCount = values.Number(FeatureDimParameter) is var count && double.IsNaN(count) ? null : (int)count,
        };
    }

    private static double NumberOrDefault(HyperparameterValues values, Hyperparameter parameter) => values.Number(
        parameter, double.Parse(parameter.Default, System.Globalization.CultureInfo.InvariantCulture));
}
