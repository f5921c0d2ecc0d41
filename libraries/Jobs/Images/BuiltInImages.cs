namespace MlPlatform.Jobs;

/// <summary>The image repositories for which a program of this repository stands: SageMaker's own names, and ours.</summary>
public static class BuiltInImages
{
    private const string Algorithms = "Algorithms";

    private static readonly Dictionary<string, BuiltInProgram> Programs = new(StringComparer.Ordinal)
    {
        ["ensemble"] = new(Algorithms, "ensemble"),
        ["kmeans"] = new(Algorithms, "kmeans"),
        ["knn"] = new(Algorithms, "knn"),
        ["linear-learner"] = new(Algorithms, "linear-learner"),
        ["multilayer-perceptron"] = new(Algorithms, "multilayer-perceptron"),
        ["pca"] = new(Algorithms, "pca"),
        ["randomcutforest"] = new(Algorithms, "randomcutforest"),
        ["xgboost"] = new(Algorithms, "xgboost"),
        ["sagemaker-xgboost"] = new(Algorithms, "xgboost"),
        ["mlplatform-transforms"] = new("Transforms"),
        ["sagemaker-clarify-processing"] = new("Clarify") { KeepsFindings = true },
        ["sagemaker-model-monitor-analyzer"] = new("Monitor"),
    };

    /// <summary>The built-in algorithm that an image trains and serves, or null where the image is none of theirs.</summary>
    public static string? AlgorithmOf(string image) => Find(image)?.Algorithm;

    /// <summary>Whether what a job of this image had found is worth keeping when it fails: its program writes every file whole.</summary>
    public static bool KeepsFindings(string image) => Find(image) is { KeepsFindings: true };

    internal static BuiltInProgram? Find(string image) => Programs.GetValueOrDefault(ContainerImage.Parse(image).Repository);
}

/// <summary>A program under <c>containers/</c> and, where it stands for many algorithms, the one that an image means.</summary>
internal sealed record BuiltInProgram(string Container, string? Algorithm = null)
{
    /// <summary>Whether a failed job's outputs are stored too.</summary>
    public bool KeepsFindings { get; init; }
}
