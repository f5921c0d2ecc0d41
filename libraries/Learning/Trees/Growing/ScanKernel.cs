using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Finds the best cut between bins, eight at once or one by one, with the same result: the first of equal ones.</summary>
internal static class ScanKernel
{
    private const int Lanes = 8;

    /// <summary>Running sums; beyond <paramref name="bins"/> the last one is repeated up to a whole vector.</summary>
    public static void RunningSums(ReadOnlySpan<double> gradients, ReadOnlySpan<double> hessians, int bins, Span<double> gradientSums, Span<double> hessianSums)
    {
        double g = 0, h = 0;
        for (var i = 0; i < bins; i++)
        {
            g += gradients[i];
            h += hessians[i];
            gradientSums[i] = g;
            hessianSums[i] = h;
        }

        for (var i = bins; i % Lanes != 0; i++)
        {
            gradientSums[i] = g;
            hessianSums[i] = h;
        }
    }

    /// <summary>The bin after which a cut gains most, where a side's gain is G² / (H + λ); -1 where no cut is allowed.</summary>
    /// <param name="gradientSums">Of the bins up to each one.</param>
    /// <param name="hessianSums">The same of hessians.</param>
    /// <param name="node">Sums of the whole node, what is added to every left side (the missing), λ and the least hessian of a side.</param>
    /// <param name="gain">The gain of both sides.</param>
    public static int Best(ReadOnlySpan<double> gradientSums, ReadOnlySpan<double> hessianSums, in ScanNode node, out double gain)
    {
        var g = MemoryMarshal.Cast<double, Vector512<double>>(gradientSums);
        var h = MemoryMarshal.Cast<double, Vector512<double>>(hessianSums)[..g.Length];
        var (total, totalHessian) = (Vector512.Create(node.Gradient), Vector512.Create(node.Hessian));
        var (added, addedHessian) = (Vector512.Create(node.AddedGradient), Vector512.Create(node.AddedHessian));
        var (lambda, least) = (Vector512.Create(node.Lambda), Vector512.Create(node.LeastHessian));
        var best = Vector512.Create(double.NegativeInfinity);
        var bestIndex = Vector512<long>.Zero;
        var index = Vector512<long>.Zero;
        for (var i = 0; i < g.Length; i++)
        {
            var (left, leftHessian) = (g[i] + added, h[i] + addedHessian);
            var (right, rightHessian) = (total - left, totalHessian - leftHessian);
            var both = (left * left / (leftHessian + lambda)) + (right * right / (rightHessian + lambda));
            var better = Vector512.GreaterThan(both, best) & Vector512.GreaterThanOrEqual(leftHessian, least) & Vector512.GreaterThanOrEqual(rightHessian, least);
            best = Vector512.ConditionalSelect(better, both, best);
            bestIndex = Vector512.ConditionalSelect(better.AsInt64(), index, bestIndex);
            index += Vector512<long>.One;
        }

        return FirstOfBest(best, bestIndex, out gain);
    }

    /// <summary>The plain way.</summary>
    public static int BestPlain(ReadOnlySpan<double> gradientSums, ReadOnlySpan<double> hessianSums, in ScanNode node, out double gain)
    {
        var best = -1;
        gain = double.NegativeInfinity;
        for (var i = 0; i < gradientSums.Length; i++)
        {
            var (left, leftHessian) = (gradientSums[i] + node.AddedGradient, hessianSums[i] + node.AddedHessian);
            var (right, rightHessian) = (node.Gradient - left, node.Hessian - leftHessian);
            if (leftHessian < node.LeastHessian || rightHessian < node.LeastHessian) continue;
            var both = (left * left / (leftHessian + node.Lambda)) + (right * right / (rightHessian + node.Lambda));
            if (!(both > gain)) continue;
            gain = both;
            best = i;
        }

        return best;
    }

    private static int FirstOfBest(Vector512<double> best, Vector512<long> bestIndex, out double gain)
    {
        gain = double.NegativeInfinity;
        var first = -1L;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var bin = (bestIndex[lane] * Lanes) + lane;
            if (double.IsNegativeInfinity(best[lane]) || best[lane] < gain || (best[lane] == gain && bin > first)) continue;
            gain = best[lane];
            first = bin;
        }

        return (int)first;
    }
}

/// <summary>What a scan over cuts needs of the node. Added sums belong to every left side.</summary>
internal readonly record struct ScanNode(double Gradient, double Hessian, double AddedGradient, double AddedHessian, double Lambda, double LeastHessian);
