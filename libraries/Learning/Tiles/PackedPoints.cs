namespace MlPlatform.Learning.Tiles;

/// <summary>Points packed for <see cref="TileKernels.Combine"/>: panels of eight, within a panel coordinate after coordinate.</summary>
/// <remarks>What a row is combined with is offset + Σ factor · row · point; the kernels see factor · point.</remarks>
internal sealed class PackedPoints(int capacity, int width)
{
    public const int PanelWidth = 8;

    /// <summary>How many of the places are in use.</summary>
    public int Count { get; set; } = capacity;

    public int Width => width;

    /// <summary>How long the results of one tile are.</summary>
    public int ResultLength => (Count + PanelWidth - 1) / PanelWidth * PanelWidth * TiledRows.TileHeight;

    public float[] Values { get; } = new float[(capacity + PanelWidth - 1) / PanelWidth * PanelWidth * width];

    public float[] Offsets { get; } = new float[(capacity + PanelWidth - 1) / PanelWidth * PanelWidth];

    /// <summary>Sets a point so that a row is combined with it to the squared distance less the row's squared length.</summary>
    public void SetForDistance(int index, ReadOnlySpan<float> point)
    {
        double squares = 0;
        foreach (var coordinate in point) squares += (double)coordinate * coordinate;
        Set(index, point, -2, (float)squares);
    }

    public void Set(int index, ReadOnlySpan<float> point, float factor, float offset)
    {
        var start = (index / PanelWidth * PanelWidth * width) + (index % PanelWidth);
        for (var i = 0; i < width; i++) Values[start + (i * PanelWidth)] = factor * point[i];
        Offsets[index] = offset;
    }
}
