using MlPlatform.Learning;
using MlPlatform.Learning.Trees;
using MlPlatform.Learning.Trees.Foreign;
using MlPlatform.Testing;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>100 trees of depth 6 for both sides of a comparison: the peer's own, read from its file, or where there is no peer ours.</summary>
internal static class BoostedModel
{
    /// <remarks>The peer keeps the files and the model at hand for what it is asked next.</remarks>
    public static async Task<BoostedTreesModel> OfAsync(PythonPeer? python, DataSet files, TrainingData training, int threads) =>
        python is null ? Fit(training, threads) : await FromXgboostAsync(python, files, threads);

    private static BoostedTreesModel Fit(TrainingData training, int threads) => (BoostedTreesModel)AlgorithmCatalog.Find("xgboost")!.Fit(
        training, LearningBenchmarks.BoostedTreeSettings("binary:logistic"), new FitContext { Threads = threads }, CancellationToken.None);

    private static async Task<BoostedTreesModel> FromXgboostAsync(PythonPeer python, DataSet files, int threads)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.json");
        await python.AskAsync("load", ("train", files.Train), ("test", files.Test));
        await python.AskAsync("xgboost_fit", ("threads", threads), ("rounds", 100), ("objective", "binary:logistic"));
        await python.AskAsync("xgboost_save", ("path", path));
        return ForeignModels.Read(await File.ReadAllBytesAsync(path));
    }
}
