using System.Numerics.Tensors;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Histograms;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Finds the best split of nodes from their histograms, a group of columns per task; ties go to the lower column and bin.</summary>
internal sealed class SplitFinder
{
    /// <summary>A gain below this share of what both sides gain is rounding.</summary>
    private const double SmallestShare = 1e-10;

    private readonly BinnedTable table;
    private readonly ColumnGroup[] groups;
    private readonly NodeHistograms histograms;
    private readonly SplitRules rules;
    private readonly WorkerTeam team;
    private readonly bool vectorized;
    private readonly CategorySearch.Scratch[] scratches;
    private readonly Action<int, int> findTask;
    private SplitCandidate[] found = [];
    private IReadOnlyList<ScanPair> pairs = [];

    public SplitFinder(BinnedTable table, NodeHistograms histograms, SplitRules rules, WorkerTeam team, bool vectorized)
    {
        this.table = table;
        groups = table.ByRow!.Groups;
        this.histograms = histograms;
        this.rules = rules;
        this.team = team;
        this.vectorized = vectorized;
        scratches = [.. Enumerable.Range(0, team.Size).Select(_ => new CategorySearch.Scratch())];
        findTask = FindTask;
    }

    /// <summary>Completes the histograms of larger siblings and sets the best split of each node that asks for one.</summary>
    public void Find(IReadOnlyList<ScanPair> pairs)
    {
        this.pairs = pairs;
        var needed = pairs.Count * 2 * groups.Length;
        if (found.Length < needed) found = new SplitCandidate[needed];
        team.Run(pairs.Count * groups.Length, findTask);
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Counted is { } counted) counted.Split = BestOf(2 * i);
            if (pairs[i].Remainder is { } remainder) remainder.Split = BestOf((2 * i) + 1);
        }
    }

    private SplitCandidate BestOf(int node)
    {
        var best = SplitCandidate.None;
        for (var g = 0; g < groups.Length; g++)
        {
            ref var candidate = ref found[(node * groups.Length) + g];
            if (candidate.Exists && candidate.Gain > best.Gain) best = candidate;
        }

        return best;
    }

    private void FindTask(int worker, int task)
    {
        var (index, g) = Math.DivRem(task, groups.Length);
        var pair = pairs[index];
        var group = groups[g];
        if (pair.Remainder is { } remainder)
        {
            var whole = histograms.Of(remainder.Slot, group.First, group.Count);
            FoldKernel.Subtract(whole, histograms.Of(pair.CountedSlot, group.First, group.Count));
            Search(remainder, group, scratches[worker], out found[(((2 * index) + 1) * groups.Length) + g]);
        }

        if (pair.Counted is { } counted) Search(counted, group, scratches[worker], out found[(2 * index * groups.Length) + g]);
    }

    private void Search(GrowingNode node, ColumnGroup group, CategorySearch.Scratch scratch, out SplitCandidate best)
    {
        best = SplitCandidate.None;
        var nodeGain = rules.Gain(node.Gradient, node.Hessian, node.Bounds);
        var cut = BestCut.None;
        for (var column = group.First; column < group.First + group.Count; column++)
        {
            if (node.Allowed is { } allowed && !allowed[column]) continue;
            var candidate = table.Columns[column].IsCategorical ? OnCategory(node, column, scratch, nodeGain) : OnNumber(node, column, nodeGain, out cut);
            if (!candidate.Exists || candidate.Gain <= best.Gain) continue;
            best = candidate;
            if (!table.Columns[column].IsCategorical) Complete(ref best, node, cut);
        }
    }

    /// <summary>The gain of a split over that of the node unsplit; nothing where it is too small.</summary>
    private SplitCandidate Candidate(int column, double both, double nodeGain)
    {
        var gain = both - nodeGain;
        return gain > SmallestShare * both && gain >= rules.Options.Gamma ? new SplitCandidate { Column = column, Gain = gain } : SplitCandidate.None;
    }

    private SplitCandidate OnCategory(GrowingNode node, int column, CategorySearch.Scratch scratch, double nodeGain)
    {
        var split = CategorySearch.Best(node, column, SumsOf(node, column), rules, scratch);
        if (!split.Exists) return split;
        split.Gain = Candidate(column, split.Gain, nodeGain).Gain;
        return double.IsNegativeInfinity(split.Gain) ? SplitCandidate.None : split;
    }

    private SplitCandidate OnNumber(GrowingNode node, int column, double nodeGain, out BestCut cut)
    {
        var sums = SumsOf(node, column);
        var scan = new ScanNode(node.Gradient, node.Hessian, rules.Lambda, rules.LeastHessian);
        cut = !rules.IsPlain ? RuledScan.Best(sums, node, rules.Monotone?[column] ?? 0, rules)
            : vectorized ? ScanKernel.Best(sums, scan)
            : ScanKernel.BestPlain(sums, scan);
        return cut.Bin < 0 ? SplitCandidate.None : Candidate(column, cut.Gain, nodeGain);
    }

    /// <summary>Sums the left side. Where no row of the node misses the value, missing ones will go with the heavier side.</summary>
    private void Complete(ref SplitCandidate split, GrowingNode node, in BestCut cut)
    {
        var sums = SumsOf(node, split.Column);
        split.LastLeftBin = cut.Bin;
        split.LeftGradient = TensorPrimitives.Sum(sums.Gradients[..(cut.Bin + 1)]) + (cut.MissingLeft ? sums.MissingGradient : 0);
        split.LeftHessian = TensorPrimitives.Sum(sums.Hessians[..(cut.Bin + 1)]) + (cut.MissingLeft ? sums.MissingHessian : 0);
        split.MissingLeft = sums.MissingHessian > 0 ? cut.MissingLeft : split.LeftHessian >= node.Hessian - split.LeftHessian;
    }

    private BinSums SumsOf(GrowingNode node, int column) => histograms.Sums(node.Slot, column, table.Columns[column].Count);
}

/// <summary>Two children to search: one whose histogram was counted, and one that is its parent's less that. Null: not to be searched.</summary>
internal readonly record struct ScanPair(GrowingNode? Counted, int CountedSlot, GrowingNode? Remainder);
