using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>The moments that batch norm saw in the blocks of a mini-batch, added up per slice and joined into the running ones.</summary>
internal sealed class BatchMomentSums
{
    private const float Share = 0.1f;

    private readonly float[][] means;
    private readonly float[][] variances;
    private readonly float[] weights;

    public BatchMomentSums(int slices, int length)
    {
        means = [.. Enumerable.Range(0, slices).Select(_ => new float[length])];
        variances = [.. Enumerable.Range(0, slices).Select(_ => new float[length])];
        weights = new float[slices];
    }

    public void Clear(int slice)
    {
        means[slice].AsSpan().Clear();
        variances[slice].AsSpan().Clear();
        weights[slice] = 0;
    }

    /// <summary>Counts a block's weight in, once before its layers are added.</summary>
    public void AddWeight(int slice, float weight) => weights[slice] += weight;

    /// <summary>Adds one layer's moments of a block.</summary>
    public void Add(int slice, Range place, BatchMoments moments, float weight)
    {
        var mean = means[slice].AsSpan(place);
        var variance = variances[slice].AsSpan(place);
        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] += weight * moments.Means[i];
            variance[i] += weight * moments.Variances[i];
        }
    }

    /// <summary>Moves the running moments towards those of the mini-batch.</summary>
    public void Join(int slices, Span<float> runningMeans, Span<float> runningVariances)
    {
        float total = 0;
        foreach (var weight in weights.AsSpan(0, slices)) total += weight;
        if (total <= 0) return;
        for (var i = 0; i < runningMeans.Length; i++)
        {
            float mean = 0, variance = 0;
            for (var slice = 0; slice < slices; slice++)
            {
                mean += means[slice][i];
                variance += variances[slice][i];
            }

            runningMeans[i] += Share * ((mean / total) - runningMeans[i]);
            runningVariances[i] += Share * ((variance / total) - runningVariances[i]);
        }
    }
}
