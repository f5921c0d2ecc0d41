using MlPlatform.Learning.Trees.Histograms;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Finds the best cut between the bins of a number under rules that bound leaf values: l1, max_delta_step, monotone columns.</summary>
internal static class RuledScan
{
    /// <summary>The first of the best cuts; missing values on the right come before those on the left.</summary>
    public static BestCut Best(BinSums sums, GrowingNode node, int direction, SplitRules rules)
    {
        var best = BestCut.None;
        for (var side = 0; side <= (sums.MissingHessian > 0 ? 1 : 0); side++)
        {
            var left = side * sums.MissingGradient;
            var leftHessian = side * sums.MissingHessian;
            for (var bin = 0; bin < sums.Bins; bin++)
            {
                left += sums.Gradients[bin];
                leftHessian += sums.Hessians[bin];
                var gain = rules.Gain(direction, left, leftHessian, node.Gradient - left, node.Hessian - leftHessian, node.Bounds);
                if (gain > best.Gain) best = new BestCut(bin, side == 1, gain);
            }
        }

        return best;
    }
}
