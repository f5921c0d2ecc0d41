using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlPlatform.Learning.Tiles;

namespace MlPlatform.Learning.Anomalies;

/// <summary>The bounding boxes of a tree's nodes, each padded to whole vectors with sides that nothing exceeds.</summary>
internal sealed class CutBoxes
{
    private const int Lanes = 16;

    private readonly int width;
    private readonly int stride;
    private readonly float[] sides;
    private readonly double[] ranges;

    public CutBoxes(int nodes, int width)
    {
        this.width = width;
        stride = PaddedWidth(width);
        sides = new float[nodes * stride * 2];
        ranges = new double[nodes];
    }

    /// <summary>How long a point's array must be: its coordinates, then zeros.</summary>
    public static int PaddedWidth(int width) => (width + Lanes - 1) / Lanes * Lanes;

    public ReadOnlySpan<float> Low(int node) => sides.AsSpan(node * stride * 2, width);

    public ReadOnlySpan<float> High(int node) => sides.AsSpan((node * stride * 2) + stride, width);

    /// <summary>The sum of the box's sides.</summary>
    public double Range(int node) => ranges[node];

    /// <summary>Makes the box a point.</summary>
    public void SetPoint(int node, ReadOnlySpan<float> point)
    {
        var (low, high) = (node * stride * 2, (node * stride * 2) + stride);
        for (var i = 0; i < stride; i++) (sides[low + i], sides[high + i]) = i < width ? (point[i], point[i]) : (float.NegativeInfinity, float.PositiveInfinity);
        ranges[node] = 0;
    }

    /// <summary>Makes the box the least one around two others.</summary>
    public void SetUnion(int node, int first, int second)
    {
        var (low, high) = (node * stride * 2, (node * stride * 2) + stride);
        var (a, b) = (first * stride * 2, second * stride * 2);
        double range = 0;
        for (var i = 0; i < stride; i++)
        {
            sides[low + i] = Math.Min(sides[a + i], sides[b + i]);
            sides[high + i] = Math.Max(sides[a + stride + i], sides[b + stride + i]);
            if (i < width) range += (double)sides[high + i] - sides[low + i];
        }

        ranges[node] = range;
    }

    /// <summary>By how much the box's sides grow, together, when a point is taken in. All paths give the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Growth(KernelPath path, int node, ReadOnlySpan<float> point)
    {
        if (point.Length != stride) throw new ArgumentException($"The point has {point.Length} coordinates, the boxes {stride}.");
        ref var low = ref sides[node * stride * 2];
        ref var high = ref Unsafe.Add(ref low, stride);
        ref var at = ref MemoryMarshal.GetReference(point);
        Span<float> sums = stackalloc float[Lanes];
        if (path == KernelPath.Vector512)
        {
            var sum = Vector512<float>.Zero;
            for (nuint i = 0; i < (nuint)stride; i += Lanes)
            {
                var x = Vector512.LoadUnsafe(ref at, i);
                var below = Vector512.MaxNative(Vector512.LoadUnsafe(ref low, i) - x, Vector512<float>.Zero);
                sum += Vector512.MaxNative(x - Vector512.LoadUnsafe(ref high, i), below);
            }

            sum.CopyTo(sums);
        }
        else
        {
            sums.Clear();
            for (var i = 0; i < stride; i++)
            {
                var x = point[i];
                sums[i % Lanes] += Math.Max(x - Unsafe.Add(ref high, i), Math.Max(Unsafe.Add(ref low, i) - x, 0));
            }
        }

        float total = 0;
        foreach (var sum in sums) total += sum;
        return total;
    }
}
