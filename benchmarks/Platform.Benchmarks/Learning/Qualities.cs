using System.Numerics.Tensors;
using MlPlatform.Learning.Clustering;
using MlPlatform.Learning.Decomposition;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;

namespace MlPlatform.Platform.Benchmarks.Learning;

/// <summary>How good a fitted model is, in the peer's own measure.</summary>
internal static class Qualities
{
    public static (string, Func<ITabularModel, LoadedData, double>) Auc => ("auc", (model, data) =>
        BinaryMetrics.RocAuc(model.Score(data.Test.Features, threads: 2), data.Test.Labels));

    public static (string, Func<ITabularModel, LoadedData, double>) Rmse => ("rmse", (model, data) =>
        RegressionMetrics.Of(model.Score(data.Test.Features, threads: 2), data.Test.Labels).RootMeanSquaredError);

    /// <summary>The sum of squared distances of the training rows to their centres, over that to the mean of all: two ways to scale columns compare.</summary>
    public static (string, Func<ITabularModel, LoadedData, double>) Inertia => ("inertia-share", (model, data) =>
    {
        var outputs = model.Score(data.Training.Features, threads: 2);
        double sum = 0;
        for (var distance = 1; distance < outputs.Length; distance += 2) sum += outputs[distance] * outputs[distance];
        return sum / Spread(((KMeansModel)model).Encoding.EncodeDense(data.Training.Features), data.Training.RowCount);
    });

    /// <summary>The share of the variance that the components keep.</summary>
    public static (string, Func<ITabularModel, LoadedData, double>) ExplainedVariance => ("explained-variance", (model, _) =>
    {
        var pca = (PcaModel)model;
        return TensorPrimitives.Sum(pca.ExplainedVariance) / pca.TotalVariance;
    });

    private static double Spread(float[] features, int rows)
    {
        double spread = 0;
        var width = features.Length / rows;
        for (var column = 0; column < width; column++)
        {
            double sum = 0, squares = 0;
            for (var cell = column; cell < features.Length; cell += width)
            {
                sum += features[cell];
                squares += (double)features[cell] * features[cell];
            }

            spread += squares - (sum * sum / rows);
        }

        return spread;
    }
}
