using MlPlatform.Learning.Hyperparameters;

namespace MlPlatform.Learning.Linear;

/// <summary>The linear learner's hyperparameters, checked.</summary>
public sealed record LinearLearnerOptions
{
    private const string Auto = "auto";
    private const string Balanced = "balanced";

    private static readonly Hyperparameter PredictorTypeParameter = Hyperparameter.Choice(
        "predictor_type", "binary_classifier", ["binary_classifier", "regressor", "multiclass_classifier"], "What is predicted: a class of two, a number, or a class of many.");

    private static readonly Hyperparameter ClassCountParameter = Hyperparameter.Integer(
        "num_classes", 3, 2, 1000, "The number of classes of multiclass_classifier; auto takes it from the labels.")
        with { Default = Auto, Words = [Auto] };

    private static readonly Hyperparameter LossParameter = Hyperparameter.Choice(
        "loss", Auto, [Auto, "logistic", "softmax_loss", "squared_loss", "absolute_loss", "huber_loss", "quantile_loss"],
        "What is made small; auto is logistic, softmax_loss or squared_loss, as predictor_type says.");

    private static readonly Hyperparameter HuberDeltaParameter = Hyperparameter.Continuous(
        "huber_delta", 1, 1e-9, 1e9, "The error up to which huber_loss is squared, in units of the label.") with { Scale = HyperparameterScale.Logarithmic };

    private static readonly Hyperparameter QuantileParameter = Hyperparameter.Continuous(
        "quantile", 0.5, 0.001, 0.999, "The quantile of the label that quantile_loss predicts.");

    private static readonly Hyperparameter EpochsParameter = Hyperparameter.Integer(
        "epochs", 60, 1, 10_000, "The largest number of passes over the training data.");

    private static readonly Hyperparameter LearningRateParameter = Hyperparameter.Continuous(
        "learning_rate", 0.01, 1e-7, 10, "The step size of sgd and adam; the other optimizers find their own.")
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
        "optimizer", Auto, [Auto, "adam", "sgd", "newton", "lbfgs"], "newton and lbfgs go over the whole data in each step; auto is newton for up to 512 weights, else lbfgs.");

    private static readonly Hyperparameter UseBiasParameter = Hyperparameter.Flag(
        "use_bias", true, "Whether the model has an intercept.");

    private static readonly Hyperparameter NormalizeDataParameter = Hyperparameter.Flag(
        "normalize_data", true, "Whether number columns are brought to mean 0 and deviation 1 inside the model.");

    private static readonly Hyperparameter PositiveWeightParameter = Hyperparameter.Continuous(
        "positive_example_weight_mult", 1, 1e-6, 1e6, "The weight of a row of class 1; balanced gives both classes the same total.")
        with { Words = [Auto, Balanced] };

    private static readonly Hyperparameter BalanceClassesParameter = Hyperparameter.Flag(
        "balance_multiclass_weights", false, "Whether all classes of multiclass_classifier get the same total weight.");

    private static readonly Hyperparameter PatienceParameter = Hyperparameter.Integer(
        "early_stopping_patience", 5, 1, 10_000, "Epochs without enough improvement after which training ends.");

    private static readonly Hyperparameter ToleranceParameter = Hyperparameter.Continuous(
        "early_stopping_tolerance", 1e-4, 0, 1, "The relative improvement of the loss that counts as enough.");

    private static readonly Hyperparameter SeedParameter = SharedHyperparameters.Seed("The seed of the order of rows for sgd and adam.");

    /// <summary>Every hyperparameter, named as SageMaker's linear learner names it (seed, newton and lbfgs are ours).</summary>
    public static HyperparameterSet Declarations { get; } = new(
        LinearModel.AlgorithmName,
        PredictorTypeParameter, ClassCountParameter, LossParameter, HuberDeltaParameter, QuantileParameter, EpochsParameter, LearningRateParameter, MiniBatchSizeParameter, L1Parameter, WeightDecayParameter,
        OptimizerParameter, UseBiasParameter, NormalizeDataParameter, PositiveWeightParameter, BalanceClassesParameter,
        PatienceParameter, ToleranceParameter, SeedParameter, SharedHyperparameters.FeatureDim);

    /// <summary>The declared defaults.</summary>
    public static LinearLearnerOptions Default { get; } = Parse(new Dictionary<string, string>());

    public required HyperparameterValues Values { get; init; }

    public required PredictorType PredictorType { get; init; }

    /// <summary>The number of classes, or null to count them.</summary>
    public required int? ClassCount { get; init; }

    public required LinearLoss Loss { get; init; }

    public required double HuberDelta { get; init; }

    public required double Quantile { get; init; }

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

    public required bool BalanceClasses { get; init; }

    public required int Patience { get; init; }

    public required double Tolerance { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The number of feature columns that is expected, or null.</summary>
    public required int? FeatureCount { get; init; }

    public static LinearLearnerOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        var predictor = PredictorOf(values.Text(PredictorTypeParameter));
        return new LinearLearnerOptions
        {
            Values = values,
            PredictorType = predictor,
            ClassCount = CountOf(values, ClassCountParameter),
            Loss = LossOf(values.Text(LossParameter), predictor),
            HuberDelta = values.Number(HuberDeltaParameter),
            Quantile = values.Number(QuantileParameter),
            Epochs = values.Integer(EpochsParameter),
            LearningRate = NumberOrDefault(values, LearningRateParameter),
            MiniBatchSize = values.Integer(MiniBatchSizeParameter),
            L1 = NumberOrDefault(values, L1Parameter),
            WeightDecay = NumberOrDefault(values, WeightDecayParameter),
            Optimizer = OptimizerOf(values.Text(OptimizerParameter)),
            UseBias = values.Flag(UseBiasParameter),
            NormalizeData = values.Flag(NormalizeDataParameter),
            PositiveWeight = values.Number(PositiveWeightParameter),
            BalanceClasses = values.Flag(BalanceClassesParameter),
            Patience = values.Integer(PatienceParameter),
            Tolerance = values.Number(ToleranceParameter),
            Seed = (ulong)values.Number(SeedParameter),
            FeatureCount = CountOf(values, SharedHyperparameters.FeatureDim),
        };
    }

    private static PredictorType PredictorOf(string text) => text switch
    {
        "regressor" => PredictorType.Regressor,
        "multiclass_classifier" => PredictorType.MulticlassClassifier,
        _ => PredictorType.BinaryClassifier,
    };

    private static LinearOptimizer OptimizerOf(string text) => text switch
    {
        "adam" => LinearOptimizer.Adam,
        "sgd" => LinearOptimizer.Sgd,
        "newton" => LinearOptimizer.Newton,
        "lbfgs" => LinearOptimizer.QuasiNewton,
        _ => LinearOptimizer.Auto,
    };

    private static LinearLoss LossOf(string text, PredictorType predictor)
    {
        var (loss, fits) = text switch
        {
            "logistic" => (LinearLoss.Logistic, PredictorType.BinaryClassifier),
            "softmax_loss" => (LinearLoss.Softmax, PredictorType.MulticlassClassifier),
            "squared_loss" => (LinearLoss.Squared, PredictorType.Regressor),
            "absolute_loss" => (LinearLoss.Absolute, PredictorType.Regressor),
            "huber_loss" => (LinearLoss.Huber, PredictorType.Regressor),
            "quantile_loss" => (LinearLoss.Quantile, PredictorType.Regressor),
            _ => predictor switch
            {
                PredictorType.Regressor => (LinearLoss.Squared, predictor),
                PredictorType.MulticlassClassifier => (LinearLoss.Softmax, predictor),
                _ => (LinearLoss.Logistic, predictor),
            },
        };
        return fits == predictor ? loss : throw new LearningException($"The hyperparameter loss is '{text}', which does not fit the predictor_type.");
    }

    private static int? CountOf(HyperparameterValues values, Hyperparameter parameter) =>
        values.Number(parameter) is var count && double.IsNaN(count) ? null : (int)count;

    private static double NumberOrDefault(HyperparameterValues values, Hyperparameter parameter) => values.Number(
        parameter, double.Parse(parameter.Default, System.Globalization.CultureInfo.InvariantCulture));
}
