using System.Numerics.Tensors;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Growing;

namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>Gradient and hessian of each row as two integers in one 64-bit word, so that one addition sums both.</summary>
/// <remarks>
/// word = gradient · 2^30 + hessian, with |gradient| below 2^19 and 0 ≤ hessian below 2^16: 2^14 words can be added without one
/// reaching into the other. The units are powers of two, chosen anew each round, so that turning sums back is exact. Integer sums do
/// not depend on their order: this is why the model depends on neither threads nor vectors.
/// </remarks>
internal sealed class PackedGradients(int rows)
{
    public const int HessianBits = 30;

    /// <summary>As many words can be added before a sum must be unpacked.</summary>
    public const int MostSummed = 1 << 14;

    private const int LargestGradient = (1 << 19) - 1;
    private const int LargestHessian = (1 << 16) - 1;
    private const int BlockRows = 16_384;

    public long[] Words { get; } = new long[rows];

    /// <summary>What one integer unit of a gradient stands for.</summary>
    public double GradientUnit { get; private set; } = 1;

    /// <summary>What one integer unit of a hessian stands for.</summary>
    public double HessianUnit { get; private set; } = 1;

    public static double GradientOf(long word) => word >> HessianBits;

    public static double HessianOf(long word) => word & ((1L << HessianBits) - 1);

    /// <summary>Packs one output's derivatives. A hessian above 0 stays above 0.</summary>
    public void Pack(ReadOnlyMemory<float> gradients, ReadOnlyMemory<float> hessians, WorkerTeam team, bool vectorized)
    {
        var blocks = (rows + BlockRows - 1) / BlockRows;
        var largest = new (float Gradient, float Hessian)[blocks];
        team.Run(blocks, (_, block) => largest[block] = (
            TensorPrimitives.MaxMagnitude(Block(gradients, block).Span), TensorPrimitives.Max(Block(hessians, block).Span)));
        var gradientPower = PowerFor(largest.Max(l => l.Gradient), LargestGradient);
        var hessianPower = PowerFor(largest.Max(l => l.Hessian), LargestHessian);
        GradientUnit = Math.ScaleB(1, -gradientPower);
        HessianUnit = Math.ScaleB(1, -hessianPower);
        var (g, h) = ((float)Math.ScaleB(1, gradientPower), (float)Math.ScaleB(1, hessianPower));
        team.Run(blocks, (_, block) =>
        {
            var words = Words.AsSpan(block * BlockRows, Math.Min(BlockRows, rows - (block * BlockRows)));
            var done = vectorized ? PackKernel.Vectors(Block(gradients, block).Span, Block(hessians, block).Span, g, h, words) : 0;
            PackKernel.Rest(Block(gradients, block).Span[done..], Block(hessians, block).Span[done..], g, h, words[done..]);
        });
    }

    private ReadOnlyMemory<float> Block(ReadOnlyMemory<float> values, int block) =>
        values.Slice(block * BlockRows, Math.Min(BlockRows, rows - (block * BlockRows)));

    /// <summary>The power of two that brings the largest magnitude closest to the bound, and not above it.</summary>
    private static int PowerFor(float largest, int bound)
    {
        if (!float.IsFinite(largest)) throw new LearningException("Training diverged: a gradient is not a finite number; lower eta or scale the label.");
        const int Furthest = 100;
        return largest == 0 ? 0 : Math.Clamp(Math.ILogB(bound / (double)largest), -Furthest, Furthest);
    }
}
