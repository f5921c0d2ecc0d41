using System.Numerics.Tensors;
using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Histograms;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Finds the best split of nodes from their histograms, a group of columns per task; ties go to the lower column and bin.</summary>
internal sealed class SplitFinder
{
    /// <summary>A gain below this share of what both sides gain is rounding.</summary>
    private const double SmallestShare = 1e-10;

    private readonly BinnedTable table;
    private readonly NodeHistograms histograms;
    private readonly SplitRules rules;
    private readonly WorkerTeam team;
    private readonly bool vectorized;
    private readonly Scratch[] scratches;
    private readonly Action<int, int> findTask;
    private SplitCandidate[] found = [];
    private IReadOnlyList<ScanPair> pairs = [];

    public SplitFinder(BinnedTable table, NodeHistograms histograms, SplitRules rules, WorkerTeam team, bool vectorized)
    {
        this.table = table;
        this.histograms = histograms;
        this.rules = rules;
        this.team = team;
        this.vectorized = vectorized;
        scratches = [.. Enumerable.Range(0, team.Size).Select(_ => new Scratch())];
        findTask = FindTask;
    }

    /// <summary>Completes the histograms of larger siblings and sets the best split of each node that asks for one.</summary>
    public void Find(IReadOnlyList<ScanPair> pairs)
    {
        this.pairs = pairs;
        var needed = pairs.Count * 2 * table.Groups.Length;
        if (found.Length < needed) found = new SplitCandidate[needed];
        team.Run(pairs.Count * table.Groups.Length, findTask);
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].Counted is { } counted) counted.Split = BestOf(2 * i);
            if (pairs[i].Remainder is { } remainder) remainder.Split = BestOf((2 * i) + 1);
        }
    }

    private SplitCandidate BestOf(int node)
    {
        var best = SplitCandidate.None;
        for (var g = 0; g < table.Groups.Length; g++)
        {
            ref var candidate = ref found[(node * table.Groups.Length) + g];
            if (candidate.Exists && candidate.Gain > best.Gain) best = candidate;
        }

        return best;
    }

    private void FindTask(int worker, int task)
    {
        var (index, g) = Math.DivRem(task, table.Groups.Length);
        var pair = pairs[index];
        var group = table.Groups[g];
        if (pair.Remainder is { } remainder)
        {
            var whole = histograms.Of(remainder.Slot, group.First, group.Count);
            TensorPrimitives.Subtract(whole, histograms.Of(pair.CountedSlot, group.First, group.Count), whole);
            Search(remainder, group, scratches[worker], out found[(((2 * index) + 1) * table.Groups.Length) + g]);
        }

        if (pair.Counted is { } counted) Search(counted, group, scratches[worker], out found[(2 * index * table.Groups.Length) + g]);
    }

    private void Search(GrowingNode node, ColumnGroup group, Scratch scratch, out SplitCandidate best)
    {
        best = SplitCandidate.None;
        var parentGain = rules.Gain(node.Gradient, node.Hessian, node.Bounds);
        for (var i = 0; i < group.Count; i++)
        {
            var column = group.First + i;
            if (node.Allowed is { } allowed && !allowed[column]) continue;
            var candidate = table.Columns[column].IsCategorical ? OnCategory(node, column, scratch)
                : rules.IsPlain ? OnNumber(node, column, scratch)
                : OnNumberByRules(node, column, scratch);
            if (!candidate.Exists) continue;
            var both = candidate.Gain;
            candidate.Gain = both - parentGain;
            if (candidate.Gain > SmallestShare * both && candidate.Gain >= rules.Options.Gamma && candidate.Gain > best.Gain) best = candidate;
        }
    }

    /// <summary>The gain still holds that of the node itself.</summary>
    private SplitCandidate OnNumber(GrowingNode node, int column, Scratch scratch)
    {
        var (bins, missingGradient, missingHessian) = Prepare(node, column, scratch);
        var whole = (bins + 7) & ~7;
        var gradients = scratch.Gradients.AsSpan(0, whole);
        var hessians = scratch.Hessians.AsSpan(0, whole);
        var scan = new ScanNode(node.Gradient, node.Hessian, 0, 0, rules.Lambda, rules.LeastHessian);
        var bin = Scan(gradients, hessians, scan, out var gain);
        var missingLeft = false;
        if (missingHessian > 0)
        {
            var left = Scan(gradients, hessians, scan with { AddedGradient = missingGradient, AddedHessian = missingHessian }, out var leftGain);
            if (left >= 0 && leftGain > gain) (bin, gain, missingLeft) = (left, leftGain, true);
        }

        return bin < 0 ? SplitCandidate.None : Candidate(node, column, scratch, Math.Min(bin, bins - 1), missingLeft, gain);
    }

    private int Scan(ReadOnlySpan<double> gradients, ReadOnlySpan<double> hessians, in ScanNode node, out double gain) => vectorized
        ? ScanKernel.Best(gradients, hessians, node, out gain)
        : ScanKernel.BestPlain(gradients, hessians, node, out gain);

    private SplitCandidate OnNumberByRules(GrowingNode node, int column, Scratch scratch)
    {
        var (bins, missingGradient, missingHessian) = Prepare(node, column, scratch);
        var direction = rules.Monotone?[column] ?? 0;
        var (best, bestGain, bestMissingLeft) = (-1, double.NegativeInfinity, false);
        for (var side = 0; side <= (missingHessian > 0 ? 1 : 0); side++)
        {
            for (var bin = 0; bin < bins; bin++)
            {
                var left = scratch.Gradients[bin] + (side * missingGradient);
                var leftHessian = scratch.Hessians[bin] + (side * missingHessian);
                var gain = rules.Gain(direction, left, leftHessian, node.Gradient - left, node.Hessian - leftHessian, node.Bounds);
                if (gain > bestGain) (best, bestGain, bestMissingLeft) = (bin, gain, side == 1);
            }
        }

        return best < 0 ? SplitCandidate.None : Candidate(node, column, scratch, best, bestMissingLeft, bestGain);
    }

    private SplitCandidate OnCategory(GrowingNode node, int column, Scratch scratch) => CategorySearch.Best(
        node, column, table.Columns[column].Count, histograms.Gradients(node.Slot, column), histograms.Hessians(node.Slot, column), rules, scratch.Categories);

    private (int Bins, double MissingGradient, double MissingHessian) Prepare(GrowingNode node, int column, Scratch scratch)
    {
        var bins = table.Columns[column].Count;
        var gradients = histograms.Gradients(node.Slot, column);
        var hessians = histograms.Hessians(node.Slot, column);
        ScanKernel.RunningSums(gradients, hessians, bins, scratch.Gradients, scratch.Hessians);
        return (bins, gradients[bins], hessians[bins]);
    }

    /// <summary>Where no row of the node misses the value, missing ones will go with the heavier side.</summary>
    private SplitCandidate Candidate(GrowingNode node, int column, Scratch scratch, int bin, bool missingLeft, double gain)
    {
        var bins = table.Columns[column].Count;
        var missingGradient = histograms.Gradients(node.Slot, column)[bins];
        var missingHessian = histograms.Hessians(node.Slot, column)[bins];
        var left = scratch.Gradients[bin] + (missingLeft ? missingGradient : 0);
        var leftHessian = scratch.Hessians[bin] + (missingLeft ? missingHessian : 0);
        return new SplitCandidate
        {
            Column = column,
            Gain = gain,
            LastLeftBin = bin,
            MissingLeft = missingHessian > 0 ? missingLeft : leftHessian >= node.Hessian - leftHessian,
            LeftGradient = left,
            LeftHessian = leftHessian,
        };
    }

    /// <summary>A worker's running sums.</summary>
    private sealed class Scratch
    {
        public double[] Gradients { get; } = new double[ColumnBins.Most];

        public double[] Hessians { get; } = new double[ColumnBins.Most];

        public CategorySearch.Scratch Categories { get; } = new();
    }
}

/// <summary>Two children to search: one whose histogram was counted, and one that is its parent's less that. Null: not to be searched.</summary>
internal readonly record struct ScanPair(GrowingNode? Counted, int CountedSlot, GrowingNode? Remainder);
