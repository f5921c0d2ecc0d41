using MlPlatform.Learning.Hyperparameters;

namespace MlPlatform.Learning.Ensembles;

/// <summary>How the models of an ensemble are put together.</summary>
public enum EnsembleMethod
{
    /// <summary>A linear model on top.</summary>
    Stacking,

    /// <summary>An average whose weights greedy selection finds.</summary>
    Selection,

    /// <summary>The plain average.</summary>
    Averaging,
}

/// <summary>What an ensemble predicts.</summary>
public enum EnsembleTask
{
    BinaryClassifier,
    MulticlassClassifier,
    Regressor,
}

/// <summary>The hyperparameters of the ensemble, checked.</summary>
public sealed record EnsembleOptions
{
    private const string Auto = "auto";
    private const string Multiclass = "multiclass_classifier";
    private const string Regressor = "regressor";

    private static readonly Hyperparameter TaskParameter = Hyperparameter.Choice(
        "predictor_type", "binary_classifier", ["binary_classifier", Multiclass, Regressor], "What is predicted: a class of two, a class of more, or a number.");

    private static readonly Hyperparameter MethodParameter = Hyperparameter.Choice(
        "method", "stacking", ["stacking", "selection", "averaging"], "stacking puts a linear model on top; selection weighs an average greedily; averaging does not weigh.");

    private static readonly Hyperparameter AlgorithmsParameter = Hyperparameter.Text(
        "base_algorithms", "xgboost,linear-learner,knn", "The algorithms that are put together, each with its defaults, with commas between.");

    private static readonly Hyperparameter FoldsParameter = Hyperparameter.Integer(
        "folds", Stacking.DefaultFolds, 2, 100, "The parts that rows are dealt to; what is said of a part comes from models of the others.");

    private static readonly Hyperparameter MetricParameter = Hyperparameter.Text(
        "metric", Auto, "What selection is after; auto is logloss for classes and rmse for numbers.");

    private static readonly Hyperparameter RoundsParameter = Hyperparameter.Integer(
        "selection_rounds", EnsembleSelection.DefaultRounds, 1, 10_000, "The most choices that selection makes.");

    private static readonly Hyperparameter SeedParameter = SharedHyperparameters.Seed("The seed that deals rows to the parts.");

    /// <summary>Every hyperparameter; all names are ours.</summary>
    public static HyperparameterSet Declarations { get; } = new(
        EnsembleAlgorithm.AlgorithmName, TaskParameter, MethodParameter, AlgorithmsParameter, FoldsParameter, MetricParameter, RoundsParameter, SeedParameter);

    public required EnsembleTask Task { get; init; }

    public required EnsembleMethod Method { get; init; }

    public required IReadOnlyList<string> Algorithms { get; init; }

    public required int Folds { get; init; }

    public required string Metric { get; init; }

    public required int SelectionRounds { get; init; }

    public required ulong Seed { get; init; }

    public static EnsembleOptions Parse(IReadOnlyDictionary<string, string> hyperparameters)
    {
        var values = Declarations.Parse(hyperparameters);
        var task = values.Text(TaskParameter) switch { Regressor => EnsembleTask.Regressor, Multiclass => EnsembleTask.MulticlassClassifier, _ => EnsembleTask.BinaryClassifier };
        return new EnsembleOptions
        {
            Task = task,
            Method = values.Text(MethodParameter) switch { "selection" => EnsembleMethod.Selection, "averaging" => EnsembleMethod.Averaging, _ => EnsembleMethod.Stacking },
            Algorithms = values.Text(AlgorithmsParameter).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Folds = values.Integer(FoldsParameter),
            Metric = values.Text(MetricParameter) is var metric && metric != Auto ? metric : task == EnsembleTask.Regressor ? "rmse" : "logloss",
            SelectionRounds = values.Integer(RoundsParameter),
            Seed = (ulong)values.Number(SeedParameter),
        };
    }

    /// <summary>An algorithm with its defaults for the task.</summary>
    internal BaseLearner Learner(string algorithm) => (algorithm, Task) switch
    {
        ("xgboost", EnsembleTask.BinaryClassifier) => BaseLearner.Of(algorithm, ("objective", "binary:logistic")),
        ("xgboost", EnsembleTask.MulticlassClassifier) => BaseLearner.Of(algorithm, ("objective", "multi:softprob")),
        ("xgboost", _) => BaseLearner.Of(algorithm, ("objective", "reg:squarederror")),
        ("knn", EnsembleTask.Regressor) => BaseLearner.Of(algorithm, ("predictor_type", "regressor"), ("normalize_data", "true")),
        ("knn", _) => BaseLearner.Of(algorithm, ("predictor_type", "classifier"), ("normalize_data", "true")),
        ("linear-learner" or "multilayer-perceptron", EnsembleTask.BinaryClassifier) => BaseLearner.Of(algorithm, ("predictor_type", "binary_classifier")),
        ("linear-learner" or "multilayer-perceptron", EnsembleTask.MulticlassClassifier) => BaseLearner.Of(algorithm, ("predictor_type", "multiclass_classifier")),
        ("linear-learner" or "multilayer-perceptron", _) => BaseLearner.Of(algorithm, ("predictor_type", "regressor")),
        _ => throw new LearningException($"base_algorithms names '{algorithm}'; an ensemble is made of xgboost, linear-learner, knn and multilayer-perceptron."),
    };
}
