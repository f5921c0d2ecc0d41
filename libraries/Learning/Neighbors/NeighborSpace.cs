using System.Numerics.Tensors;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Neighbors;

/// <summary>The space in which rows are compared: encoded, perhaps projected at random, and of length 1 where only the angle counts.</summary>
internal sealed class NeighborSpace
{
    private readonly FeatureEncoding encoding;
    private readonly bool unit;
    private readonly float[]? signs;

    public NeighborSpace(FeatureEncoding encoding, KNearestOptions options)
    {
        this.encoding = encoding;
        unit = options.Metric == NeighborMetric.Cosine;
        Width = encoding.FeatureCount;
        if (!options.Projects) return;
        Width = options.ProjectedWidth ?? Math.Max(1, encoding.FeatureCount / 2);
        if (Width > encoding.FeatureCount)
        {
            throw new LearningException($"dimension_reduction_target is {Width}, but the encoded rows have {encoding.FeatureCount} features.");
        }

        signs = Signs(encoding.FeatureCount * Width, (float)(1 / Math.Sqrt(Width)), options.Seed);
    }

    /// <summary>The coordinates of a place in the space.</summary>
    public int Width { get; }

    /// <summary>Takes an encoded row to its place.</summary>
    public void Place(ReadOnlySpan<float> encoded, Span<float> place)
    {
        if (signs is null) encoded.CopyTo(place);
        else Project(encoded, place);
        if (!unit) return;
        var length = TensorPrimitives.Norm<float>(place);
        if (length > 0) TensorPrimitives.Divide(place, length, place);
    }

    public FeatureEncoding Encoding => encoding;

    private void Project(ReadOnlySpan<float> encoded, Span<float> place)
    {
        place.Clear();
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != 0) TensorPrimitives.MultiplyAdd(signs.AsSpan(i * Width, Width), encoded[i], place, place);
        }
    }

    private static float[] Signs(int count, float size, ulong seed)
    {
        const ulong Stream = 1;
        var random = new SeededRandom(seed, Stream);
        var signs = new float[count];
        for (var i = 0; i < signs.Length; i++) signs[i] = random.NextUInt64() >> 63 == 0 ? size : -size;
        return signs;
    }
}
