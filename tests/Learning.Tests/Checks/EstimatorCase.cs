using MlPlatform.Learning.Hyperparameters;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Checks;

/// <summary>What an algorithm is asked to learn in the shared checks.</summary>
public enum LearningTask
{
    /// <summary>Nothing: it learns from features alone.</summary>
    Features,
    Binary,
    Regression,
    Multiclass,
}

/// <summary>One algorithm of the catalogue with the hyperparameters for one task, small enough to fit in a moment.</summary>
internal sealed class EstimatorCase(IAlgorithm algorithm, LearningTask task)
{
    // Whatever of these an algorithm declares, and allows, is set for the task.
    private static readonly (LearningTask? Task, string Name, string Value)[] Wishes =
    [
        (LearningTask.Binary, "predictor_type", "binary_classifier"),
        (LearningTask.Binary, "predictor_type", "classifier"),
        (LearningTask.Binary, "objective", "binary:logistic"),
        (LearningTask.Regression, "predictor_type", "regressor"),
        (LearningTask.Regression, "objective", "reg:squarederror"),
        (LearningTask.Multiclass, "predictor_type", "multiclass_classifier"),
        (LearningTask.Multiclass, "predictor_type", "classifier"),
        (LearningTask.Multiclass, "objective", "multi:softprob"),
        (LearningTask.Multiclass, "num_class", "3"),
        (LearningTask.Multiclass, "num_classes", "3"),
        (null, "num_round", "8"),
        (null, "epochs", "8"),
        (null, "max_depth", "4"),
        (null, "k", "3"),
        (null, "num_components", "2"),
        (null, "num_trees", "50"),
        (null, "mini_batch_size", "32"),
        (null, "base_algorithms", "xgboost,linear-learner"),
        (null, "folds", "2"),
    ];

    public static IEnumerable<EstimatorCase> All => AlgorithmCatalog.All.SelectMany(algorithm => TasksOf(algorithm).Select(task => new EstimatorCase(algorithm, task)));

    public IAlgorithm Algorithm { get; } = algorithm;

    public LearningTask Task { get; } = task;

    public Dictionary<string, string> Hyperparameters { get; } = HyperparametersOf(algorithm, task);

    public static EstimatorCase Of(string algorithm, LearningTask task) => new(AlgorithmCatalog.Find(algorithm)!, task);

    public bool Promises(Promise promise) => !Exceptions.Of(Algorithm.Name, Task).HasFlag(promise);

    public TrainingData Data(int rows = 240, ulong seed = 1) => CheckData.Mixed(rows, seed, Task);

    public ITabularModel Fit(TrainingData data, FitContext? context = null, CancellationToken cancellationToken = default) =>
        Algorithm.Fit(data, Hyperparameters, context ?? FitContext.None, cancellationToken);

    /// <summary>Every output of every row.</summary>
    public double[] Scores(TrainingData training, Table scored) => Fit(training).Score(scored);

    public static byte[] Bytes(ITabularModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    public override string ToString() => $"{Algorithm.Name}, {Task}";

    private static IEnumerable<LearningTask> TasksOf(IAlgorithm algorithm)
    {
        if (!algorithm.NeedsLabel) return [LearningTask.Features];
        LearningTask[] tasks = [LearningTask.Binary, LearningTask.Regression, LearningTask.Multiclass];
        return tasks.Where(task => Chooses(algorithm, task));
    }

    private static bool Chooses(IAlgorithm algorithm, LearningTask task)
    {
        var choice = algorithm.Hyperparameters.All.FirstOrDefault(parameter => parameter.Name is "predictor_type" or "objective");
        return choice is null || Wishes.Any(wish => wish.Task == task && wish.Name == choice.Name && Allows(choice, wish.Value));
    }

    private static Dictionary<string, string> HyperparametersOf(IAlgorithm algorithm, LearningTask task)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (wished, name, value) in Wishes)
        {
            var parameter = algorithm.Hyperparameters.All.FirstOrDefault(declared => declared.Name == name);
            if ((wished is null || wished == task) && parameter is not null && Allows(parameter, value)) chosen[name] = value;
        }

        return chosen;
    }

    private static bool Allows(Hyperparameter parameter, string value) =>
        parameter.Kind != HyperparameterKind.Categorical || parameter.Words.Contains(value, StringComparer.Ordinal);
}
