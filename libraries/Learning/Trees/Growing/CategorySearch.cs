using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Histograms;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Splits categories into two sets: one against the rest where there are few, else a prefix of their order by gradient over hessian.</summary>
/// <remarks>In that order the best two sets are neighbours (Fisher, "On grouping for maximum homogeneity", 1958). Bins that no row of the node has go the way of the missing.</remarks>
internal static class CategorySearch
{
    /// <param name="node">The node; its split's gain still holds its own.</param>
    /// <param name="column">The column.</param>
    /// <param name="sums">The column's sums.</param>
    /// <param name="rules">What a split gains.</param>
    /// <param name="scratch">Room for the order.</param>
    public static SplitCandidate Best(GrowingNode node, int column, BinSums sums, SplitRules rules, Scratch scratch)
    {
        var bins = sums.Bins;
        var gradients = sums.Gradients;
        var hessians = sums.Hessians;
        var present = Order(sums, rules.Options.CatSmooth, scratch);
        var single = present <= rules.Options.MaxCatToOneHot;
        var missing = hessians[bins] > 0;
        var best = SplitCandidate.None;
        var (bestCount, start) = (0, 0);
        for (var side = 0; side <= (missing ? 1 : 0); side++)
        {
            double g = 0, h = 0;
            for (var i = 0; i < present; i++)
            {
                var bin = scratch.Order[i];
                (g, h) = single ? (gradients[bin], hessians[bin]) : (g + gradients[bin], h + hessians[bin]);
                var left = g + (side * gradients[bins]);
                var leftHessian = h + (side * hessians[bins]);
                if (!single && Math.Min(i + 1, present - i - 1) > rules.Options.MaxCatThreshold) continue;
                var gain = rules.Gain(0, left, leftHessian, node.Gradient - left, node.Hessian - leftHessian, node.Bounds);
                if (!(gain > best.Gain)) continue;
                best = new SplitCandidate { Column = column, Gain = gain, MissingLeft = side == 1, LeftGradient = left, LeftHessian = leftHessian };
                (start, bestCount) = single ? (i, 1) : (0, i + 1);
            }
        }

        if (!best.Exists) return best;
        if (!missing) best.MissingLeft = best.LeftHessian >= node.Hessian - best.LeftHessian;
        foreach (var bin in scratch.Order.AsSpan(start, bestCount)) best.LeftBins.Add(bin);
        if (best.MissingLeft)
        {
            for (var bin = 0; bin < bins; bin++)
            {
                if (hessians[bin] <= 0) best.LeftBins.Add(bin);
            }
        }

        return best;
    }

    private static int Order(BinSums sums, double smooth, Scratch scratch)
    {
        var present = 0;
        for (var bin = 0; bin < sums.Bins; bin++)
        {
            if (sums.Hessians[bin] <= 0) continue;
            scratch.Ratios[present] = sums.Gradients[bin] / (sums.Hessians[bin] + smooth);
            scratch.Order[present++] = bin;
        }

        scratch.Ratios.AsSpan(0, present).Sort(scratch.Order.AsSpan(0, present));
        return present;
    }

    /// <summary>Room for one order.</summary>
    internal sealed class Scratch
    {
        public double[] Ratios { get; } = new double[ColumnBins.Most];

        public int[] Order { get; } = new int[ColumnBins.Most];
    }
}
