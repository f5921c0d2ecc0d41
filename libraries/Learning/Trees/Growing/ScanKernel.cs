using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MlPlatform.Learning.Trees.Histograms;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Finds the best cut between the bins of a number, where a side's gain is G² / (H + λ): eight cuts at once or one by one, with the same result.</summary>
/// <remarks>
/// Of equal cuts the first wins, and missing values on the right before those on the left. Sums of bins are exact (integers times a
/// power of two), so the order in which vectors add them does not matter.
/// </remarks>
internal static class ScanKernel
{
    private const int Lanes = 8;

    /// <param name="sums">The column's sums; after the missing there is nothing up to a whole vector.</param>
    /// <param name="node">The node's sums and rules.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BestCut Best(BinSums sums, in ScanNode node)
    {
        var count = (sums.Bins + Lanes - 1) / Lanes;
        var g = MemoryMarshal.Cast<double, Vector512<double>>(sums.Gradients)[..count];
        var h = MemoryMarshal.Cast<double, Vector512<double>>(sums.Hessians)[..count];
        var (missing, missingHessian) = (Vector512.Create(sums.MissingGradient), Vector512.Create(sums.MissingHessian));
        var anyMissing = sums.MissingHessian > 0;
        var rule = new VectorRule(node);
        var (left, leftHessian) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var (missingRight, missingLeft) = (Tracker.Start, Tracker.Start);
        var index = Vector512<long>.Zero;
        for (var i = 0; i < g.Length; i++)
        {
            left = RunningSum(g[i]) + Last(left);
            leftHessian = RunningSum(h[i]) + Last(leftHessian);
            missingRight.Offer(rule.Gain(left, leftHessian, out var allowed), allowed, index);
            if (anyMissing) missingLeft.Offer(rule.Gain(left + missing, leftHessian + missingHessian, out allowed), allowed, index);
            index += Vector512<long>.One;
        }

        return Better(missingRight.First(false), missingLeft.First(true));
    }

    /// <summary>The plain way.</summary>
    public static BestCut BestPlain(BinSums sums, in ScanNode node)
    {
        var (missingRight, missingLeft) = (BestCut.None, BestCut.None);
        double left = 0, leftHessian = 0;
        for (var bin = 0; bin < sums.Bins; bin++)
        {
            left += sums.Gradients[bin];
            leftHessian += sums.Hessians[bin];
            var gain = Gain(left, leftHessian, node);
            if (gain > missingRight.Gain) missingRight = new BestCut(bin, false, gain);
            if (!(sums.MissingHessian > 0)) continue;
            gain = Gain(left + sums.MissingGradient, leftHessian + sums.MissingHessian, node);
            if (gain > missingLeft.Gain) missingLeft = new BestCut(bin, true, gain);
        }

        return Better(missingRight, missingLeft);
    }

    private static BestCut Better(in BestCut missingRight, in BestCut missingLeft) => missingLeft.Gain > missingRight.Gain ? missingLeft : missingRight;

    /// <summary>Both sides over one common denominator: one division instead of two.</summary>
    private static double Gain(double left, double leftHessian, in ScanNode node)
    {
        var (right, rightHessian) = (node.Gradient - left, node.Hessian - leftHessian);
        if (leftHessian < node.LeastHessian || rightHessian < node.LeastHessian) return double.NegativeInfinity;
        var (leftScale, rightScale) = (leftHessian + node.Lambda, rightHessian + node.Lambda);
        return ((left * left * rightScale) + (right * right * leftScale)) / (leftScale * rightScale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> RunningSum(Vector512<double> v)
    {
        v += Vector512.Shuffle(v, Vector512.Create(Lanes, 0, 1, 2, 3, 4, 5, 6));
        v += Vector512.Shuffle(v, Vector512.Create(Lanes, Lanes, 0, 1, 2, 3, 4, 5));
        return v + Vector512.Shuffle(v, Vector512.Create(Lanes, Lanes, Lanes, Lanes, 0, 1, 2, 3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Last(Vector512<double> v) => Vector512.Shuffle(v, Vector512.Create(7L, 7, 7, 7, 7, 7, 7, 7));

    private readonly struct VectorRule(in ScanNode node)
    {
        private readonly Vector512<double> gradient = Vector512.Create(node.Gradient);
        private readonly Vector512<double> hessian = Vector512.Create(node.Hessian);
        private readonly Vector512<double> lambda = Vector512.Create(node.Lambda);
        private readonly Vector512<double> least = Vector512.Create(node.LeastHessian);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<double> Gain(Vector512<double> left, Vector512<double> leftHessian, out Vector512<double> allowed)
        {
            var (right, rightHessian) = (gradient - left, hessian - leftHessian);
            allowed = Vector512.GreaterThanOrEqual(leftHessian, least) & Vector512.GreaterThanOrEqual(rightHessian, least);
            var (leftScale, rightScale) = (leftHessian + lambda, rightHessian + lambda);
            return ((left * left * rightScale) + (right * right * leftScale)) / (leftScale * rightScale);
        }
    }

    /// <summary>The best gain of each lane and where it was.</summary>
    private struct Tracker
    {
        private Vector512<double> best;
        private Vector512<long> bestIndex;

        public static Tracker Start => new() { best = Vector512.Create(double.NegativeInfinity) };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Offer(Vector512<double> gain, Vector512<double> allowed, Vector512<long> index)
        {
            var better = Vector512.GreaterThan(gain, best) & allowed;
            best = Vector512.ConditionalSelect(better, gain, best);
            bestIndex = Vector512.ConditionalSelect(better.AsInt64(), index, bestIndex);
        }

        public readonly BestCut First(bool missingLeft)
        {
            var first = BestCut.None;
            for (var lane = 0; lane < Lanes; lane++)
            {
                var bin = (int)(bestIndex[lane] * Lanes) + lane;
                if (best[lane] > first.Gain || (best[lane] == first.Gain && first.Bin > bin)) first = new BestCut(bin, missingLeft, best[lane]);
            }

            return first;
        }
    }
}

/// <summary>What a scan over cuts needs of the node.</summary>
internal readonly record struct ScanNode(double Gradient, double Hessian, double Lambda, double LeastHessian);

/// <summary>The last bin on the left of a cut, the side of the missing, and the gain of both sides; bin -1 where no cut is allowed.</summary>
internal readonly record struct BestCut(int Bin, bool MissingLeft, double Gain)
{
    public static BestCut None => new(-1, false, double.NegativeInfinity);
}
