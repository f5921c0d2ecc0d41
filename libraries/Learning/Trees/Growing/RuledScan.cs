namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Finds the best cut between the bins of a number under rules that bound leaf values: l1, max_delta_step, monotone columns.</summary>
internal static class RuledScan
{
    /// <inheritdoc cref="ScanKernel.Best"/>
    public static BestCut Best(
        ReadOnlySpan<double> gradients, ReadOnlySpan<double> hessians, int bins, GrowingNode node, int direction, SplitRules rules)
    {
        var best = BestCut.None;
        for (var side = 0; side <= (hessians[bins] > 0 ? 1 : 0); side++)
        {
            var left = side * gradients[bins];
            var leftHessian = side * hessians[bins];
            for (var bin = 0; bin < bins; bin++)
            {
                left += gradients[bin];
                leftHessian += hessians[bin];
                var gain = rules.Gain(direction, left, leftHessian, node.Gradient - left, node.Hessian - leftHessian, node.Bounds);
                if (gain > best.Gain) best = new BestCut(bin, side == 1, gain);
            }
        }

        return best;
    }
}
