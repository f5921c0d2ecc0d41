using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Networks;

/// <summary>Every vector width, for tests that force each.</summary>
public sealed class Widths : TheoryData<string>
{
    public Widths() => AddRange([.. Enum.GetNames<LaneWidth>()]);

    internal static NetworkKernels Of(string width) => NetworkKernels.For(Enum.Parse<LaneWidth>(width));

    internal static float[] Random(int count, ulong seed, double scale = 1)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(scale * random.NextNormal()))];
    }

    /// <summary>Random rows whose padding is zero.</summary>
    internal static float[] Rows(int rows, int width, ulong seed, double scale = 1)
    {
        var stride = Padding.Of(width);
        var values = Random(rows * stride, seed, scale);
        for (var row = 0; row < rows; row++) values.AsSpan((row * stride) + width, stride - width).Clear();
        return values;
    }
}
