namespace MlPlatform.Learning.Hyperparameters;

/// <summary>Hyperparameters that several algorithms declare alike.</summary>
internal static class SharedHyperparameters
{
    public static Hyperparameter NormalizeData { get; } = Hyperparameter.Flag(
        "normalize_data", false, "Whether number columns are brought to mean 0 and deviation 1 inside the model.");

    public static Hyperparameter FeatureDim { get; } = Hyperparameter.Integer(
        "feature_dim", 1, 1, 1_000_000, "The number of feature columns, checked against the data; auto takes it from there.")
        with { Default = "auto", Words = ["auto"] };

    public static Hyperparameter Seed(string summary) => Hyperparameter.Integer("seed", 0, 0, int.MaxValue, summary);
}
