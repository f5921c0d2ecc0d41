namespace MlPlatform.Trust.Explanations.Lime.Images;

/// <summary>An image cut into pieces that are shown or hidden as a whole.</summary>
public sealed class Segments
{
    /// <param name="labels">By pixel, row by row: which piece it belongs to; every number from 0 to the largest occurs.</param>
    /// <exception cref="ArgumentException">A number below the largest does not occur.</exception>
    public Segments(IReadOnlyList<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfZero(labels.Count, nameof(labels));
        Labels = [.. labels];
        Sizes = new int[Labels.Max() + 1];
        foreach (var label in Labels) Sizes[label]++;
        var empty = Array.IndexOf(Sizes, 0);
        if (empty >= 0) throw new ArgumentException($"No pixel belongs to piece {empty} of {Sizes.Length}.", nameof(labels));
    }

    public int Count => Sizes.Length;

    /// <summary>By pixel: its piece.</summary>
    public int[] Labels { get; }

    /// <summary>By piece: its pixels.</summary>
    public int[] Sizes { get; }

    /// <summary>The image with every pixel replaced by the mean of its piece.</summary>
    internal float[] Means(ReadOnlySpan<float> image, int channels)
    {
        var sums = new double[Count * channels];
        for (var i = 0; i < image.Length; i++) sums[(Labels[i / channels] * channels) + (i % channels)] += image[i];
        var means = new float[image.Length];
        for (var i = 0; i < means.Length; i++)
        {
            var label = Labels[i / channels];
            means[i] = (float)(sums[(label * channels) + (i % channels)] / Sizes[label]);
        }

        return means;
    }
}
