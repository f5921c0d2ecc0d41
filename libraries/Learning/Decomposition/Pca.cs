using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Decomposition;

/// <summary>Fits principal component analysis. Keeps nothing between calls; the same input gives the same model bytes.</summary>
public static class Pca
{
    public static PcaModel Fit(TrainingData data, PcaOptions options, FitContext context, CancellationToken cancellationToken) =>
        Fit(data, options, context, KernelPaths.Best, cancellationToken);

    internal static PcaModel Fit(TrainingData data, PcaOptions options, FitContext context, KernelPath path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FeatureTiles.Check(data, options.FeatureCount);
        var scaling = options.NormalizeData ? Scaling.Standard : options.SubtractMean ? Scaling.Center : Scaling.None;
        var encoding = FeatureTiles.NotEmpty(FeatureEncoding.Fit(data, new EncodingOptions { Scaling = scaling }, context.Threads));
        var count = options.ComponentsOf(encoding.FeatureCount);
        var components = options.Mode == PcaMode.Regular
            ? Exact(SecondMoments.Of(data, encoding, path, context.Threads, cancellationToken), count, options.SubtractMean)
            : new RandomizedPca(data, encoding, path, context.Threads).Find(count, options, cancellationToken);
        return new PcaModel(encoding, components.WithSigns(), options);
    }

    private static PcaComponents Exact(SecondMoments moments, int count, bool subtractMean)
    {
        var width = moments.Width;
        var covariance = new double[width * width];
        var freedom = DegreesOfFreedom(moments.Weight);
        double total = 0;
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++) covariance[(i * width) + j] = moments.Product(i, j, subtractMean) / freedom;
            total += covariance[(i * width) + i];
        }

        var (values, vectors) = SymmetricEigen.Decompose(covariance, width);
        var variances = Array.ConvertAll(values[..count], value => Math.Max(0, value));
        return new PcaComponents(vectors[..(count * width)], variances, subtractMean ? moments.Mean : new double[width], total);
    }

    /// <summary>What sums of squares are divided by: one less than the rows, so that the variance is unbiased.</summary>
    internal static double DegreesOfFreedom(double weight) => weight > 1 ? weight - 1 : weight;
}
