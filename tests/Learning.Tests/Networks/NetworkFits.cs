using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Tests.Checks;

namespace MlPlatform.Learning.Tests.Networks;

/// <summary>Fits of small networks.</summary>
internal static class NetworkFits
{
    public static TrainingData Data(LearningTask task = LearningTask.Binary, int rows = 240, ulong seed = 1) => CheckData.Mixed(rows, seed, task);

    public static NetworkOptions Options(params (string Name, string Value)[] hyperparameters) =>
        NetworkOptions.Parse(hyperparameters.ToDictionary(h => h.Name, h => h.Value));

    public static NetworkModel Fit(TrainingData data, params (string Name, string Value)[] hyperparameters) => Fit(data, FitContext.None, hyperparameters);

    public static NetworkModel Fit(TrainingData data, FitContext context, params (string Name, string Value)[] hyperparameters) =>
        MultilayerPerceptron.Fit(data, Options(hyperparameters), context, CancellationToken.None);

    public static NetworkModel Fit(TrainingData data, LaneWidth width, params (string Name, string Value)[] hyperparameters) =>
        MultilayerPerceptron.Fit(data, Options(hyperparameters), FitContext.None, NetworkKernels.For(width), CancellationToken.None);

    public static byte[] Bytes(ITabularModel model) => EstimatorCase.Bytes(model);

    public static NetworkModel Reloaded(ITabularModel model) => (NetworkModel)ModelReader.Read(Bytes(model));
}
