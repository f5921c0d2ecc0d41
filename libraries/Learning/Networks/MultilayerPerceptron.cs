using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Networks.Training;

namespace MlPlatform.Learning.Networks;

/// <summary>Fits multilayer perceptrons. Keeps nothing between calls; the same input gives the same model bytes with any number of threads.</summary>
public static class MultilayerPerceptron
{
    public static NetworkModel Fit(TrainingData data, NetworkOptions options, FitContext context, CancellationToken cancellationToken) =>
        Fit(data, options, context, NetworkKernels.Best, cancellationToken);

    internal static NetworkModel Fit(
        TrainingData data, NetworkOptions options, FitContext context, NetworkKernels kernels, CancellationToken cancellationToken) =>
        NetworkFit.Run(data, options, context, kernels, cancellationToken);
}
