namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>What tables and the built-in algorithms are measured on; two threads on each side.</summary>
internal static class LearningBenchmarks
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new ReadCsvBenchmark(),
        new ProfileBenchmark(),
        BoostedTrees("boosted-trees-100k", "cls100k", "binary:logistic", 5),
        BoostedTrees("boosted-trees-1m", "cls1m", "binary:logistic", 3),
        BoostedTrees("boosted-trees-regression-100k", "reg100k", "reg:squarederror", 5),
        new TreeScoringBenchmark(),
        new FitBenchmark("logistic-100k", "cls100k", "linear-learner")
        {
            Hyperparameters = Settings(("predictor_type", "binary_classifier")),
            Peer = ("scikit-learn LogisticRegression", "logistic", [("categories", false)]), Aim = 3, Quality = Qualities.Auc,
        },
        new FitBenchmark("logistic-onehot-100k", "cls100k", "linear-learner")
        {
            Hyperparameters = Settings(("predictor_type", "binary_classifier")), CodesAsCategories = true,
            Peer = ("scikit-learn LogisticRegression", "logistic", [("categories", true)]), Aim = 3, Quality = Qualities.Auc,
        },
        new FitBenchmark("logistic-1m", "cls1m", "linear-learner")
        {
            Hyperparameters = Settings(("predictor_type", "binary_classifier")), Rounds = 3,
            Peer = ("scikit-learn LogisticRegression", "logistic", [("categories", false)]), Aim = 3, Quality = Qualities.Auc,
        },
        new FitBenchmark("linear-100k", "reg100k", "linear-learner")
        {
            Hyperparameters = Settings(("predictor_type", "regressor")),
            Peer = ("scikit-learn LinearRegression", "linear", []), Aim = 3, Quality = Qualities.Rmse,
        },
        new FitBenchmark("network-epoch-100k", "cls100k", "multilayer-perceptron")
        {
            Hyperparameters = Settings(("predictor_type", "binary_classifier"), ("hidden_units", "64,32"), ("mini_batch_size", "256"), ("epochs", "10")),
            Peer = ("scikit-learn MLPClassifier", "network", [("epochs", 10)]), Pieces = 10, Rounds = 3, Aim = 5, Quality = Qualities.Auc,
        },
        new FitBenchmark("kmeans-100k", "cls100k", "kmeans")
        {
            Hyperparameters = Settings(("k", "10"), ("normalize_data", "true")),
            Peer = ("scikit-learn KMeans", "kmeans", [("clusters", 10)]), Aim = 3, Quality = Qualities.Inertia,
        },
        new FitBenchmark("kmeans-1m", "cls1m", "kmeans")
        {
            Hyperparameters = Settings(("k", "10"), ("normalize_data", "true")), Rounds = 3,
            Peer = ("scikit-learn KMeans", "kmeans", [("clusters", 10)]), Aim = 3, Quality = Qualities.Inertia,
        },
        new FitBenchmark("pca-100k", "cls100k", "pca")
        {
            Hyperparameters = Settings(("num_components", "10"), ("normalize_data", "true")),
            Peer = ("scikit-learn PCA", "pca", [("components", 10)]), Aim = 1, Quality = Qualities.ExplainedVariance,
        },
        new TrainingMemoryBenchmark(),
        new TrainingStartBenchmark(),
    ];

    /// <summary>What both sides are told: 100 trees of depth 6, 256 bins, a learning rate of 0.1, a first prediction of 0.5.</summary>
    public static Dictionary<string, string> BoostedTreeSettings(string objective) =>
        Settings(("objective", objective), ("num_round", "100"), ("max_depth", "6"), ("eta", "0.1"), ("max_bin", "256"), ("base_score", "0.5"));

    private static FitBenchmark BoostedTrees(string name, string dataSet, string objective, int rounds) => new(name, dataSet, "xgboost")
    {
        Hyperparameters = BoostedTreeSettings(objective),
        Peer = ("xgboost hist", "xgboost_fit", [("threads", 2), ("rounds", 100), ("objective", objective)]),
        Rounds = rounds, Aim = 3, Quality = objective == "binary:logistic" ? Qualities.Auc : Qualities.Rmse,
    };

    private static Dictionary<string, string> Settings(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => setting.Value);
}
