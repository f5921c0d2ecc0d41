using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Clustering;

/// <summary>Centres laid out for one row at a time: sixteen centres side by side, coordinate after coordinate.</summary>
internal sealed class CenterLanes
{
    private const int Lanes = 16;

    private readonly int count;
    private readonly int width;
    private readonly float[] values;

    public CenterLanes(ReadOnlySpan<float> centers, int width)
    {
        this.width = width;
        count = centers.Length / width;
        values = new float[(count + Lanes - 1) / Lanes * Lanes * width];
        Array.Fill(values, float.PositiveInfinity);
        for (var center = 0; center < count; center++)
        {
            for (var i = 0; i < width; i++) values[(center / Lanes * Lanes * width) + (i * Lanes) + (center % Lanes)] = centers[(center * width) + i];
        }
    }

    /// <summary>The nearest centre, the first of equals, and the distance to it.</summary>
    public (int Center, double Distance) Nearest(KernelPath path, ReadOnlySpan<float> row)
    {
        if (row.Length != width) throw new ArgumentException($"The row has {row.Length} coordinates, the centres have {width}.");
        Span<float> squared = stackalloc float[Lanes];
        var (nearest, least) = (0, float.PositiveInfinity);
        for (var first = 0; first < count; first += Lanes)
        {
            Squared(path, row, values.AsSpan(first * width, Lanes * width), squared);
            for (var lane = 0; lane < Math.Min(Lanes, count - first); lane++)
            {
                if (squared[lane] < least) (nearest, least) = (first + lane, squared[lane]);
            }
        }

        return (nearest, Math.Sqrt(least));
    }

    private static void Squared(KernelPath path, ReadOnlySpan<float> row, ReadOnlySpan<float> lanes, Span<float> squared)
    {
        if (path == KernelPath.Vector512)
        {
            var sum = Vector512<float>.Zero;
            ref var lane = ref MemoryMarshal.GetReference(lanes);
            for (var i = 0; i < row.Length; i++)
            {
                var difference = Vector512.Create(row[i]) - Vector512.LoadUnsafe(ref lane, (nuint)(i * Lanes));
                sum = Vector512.FusedMultiplyAdd(difference, difference, sum);
            }

            sum.CopyTo(squared);
            return;
        }

        squared.Clear();
        for (var i = 0; i < row.Length; i++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var difference = row[i] - lanes[(i * Lanes) + lane];
                squared[lane] = MathF.FusedMultiplyAdd(difference, difference, squared[lane]);
            }
        }
    }
}
