using System.Runtime.CompilerServices;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Growing;

namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>Builds the histograms of nodes from their rows, in tasks of a chunk of rows and a few groups of columns.</summary>
/// <remarks>
/// A chunk's sums are packed until its last row is added, and then unpacked and added to the node's. Within a chunk a block of rows
/// passes group after group: the block's bins come from memory once and stay near, and so does the one group's histogram.
/// </remarks>
internal sealed class HistogramBuilder
{
    private const int BlockRows = 2048;
    private const int GroupsPerTask = 4;
    private const int LockCount = 64;

    private readonly BinnedTable table;
    private readonly RowBins bins;
    private readonly NodeHistograms histograms;
    private readonly WorkerTeam team;
    private readonly bool vectorized;
    private readonly int bundles;
    private readonly Scratch[] scratches;
    private readonly object[] locks = [.. Enumerable.Range(0, LockCount).Select(_ => new object())];
    private readonly List<Chunk> chunks = [];
    private readonly Action<int, int> buildTask;
    private PackedGradients gradients = null!;
    private RowPartition partition = null!;

    public HistogramBuilder(BinnedTable table, NodeHistograms histograms, WorkerTeam team, bool vectorized)
    {
        this.table = table;
        bins = table.ByRow!;
        this.histograms = histograms;
        this.team = team;
        this.vectorized = vectorized;
        bundles = (bins.Groups.Length + GroupsPerTask - 1) / GroupsPerTask;
        scratches = [.. Enumerable.Range(0, team.Size).Select(_ => new Scratch(Math.Min(GroupsPerTask, bins.Groups.Length)))];
        buildTask = BuildTask;
    }

    /// <summary>Overwrites the slots with the sums of their nodes' rows.</summary>
    public void Build(ReadOnlySpan<(int Node, int Slot)> nodes, RowPartition partition, PackedGradients gradients)
    {
        this.gradients = gradients;
        this.partition = partition;
        chunks.Clear();
        foreach (var (node, slot) in nodes)
        {
            var (start, count) = partition.RangeOf(node);
            var only = vectorized && count is > 0 and <= PackedGradients.MostSummed;
            if (!only) histograms.Of(slot, 0, table.Columns.Length).Clear();
            for (var done = 0; done < count; done += PackedGradients.MostSummed)
            {
                chunks.Add(new Chunk(start + done, Math.Min(PackedGradients.MostSummed, count - done), slot, only));
            }
        }

        team.Run(chunks.Count * bundles, buildTask);
    }

    private void BuildTask(int worker, int task)
    {
        var chunk = chunks[task / bundles];
        var first = task % bundles * GroupsPerTask;
        var groups = bins.Groups.AsSpan(first, Math.Min(GroupsPerTask, bins.Groups.Length - first));
        var scratch = scratches[worker];
        scratch.Sums.AsSpan().Clear();
        var rows = partition.Rows.AsSpan(chunk.Start, chunk.Count);
        for (var done = 0; done < rows.Length; done += BlockRows) AddBlock(rows.Slice(done, Math.Min(BlockRows, rows.Length - done)), groups, scratch);
        lock (locks[((chunk.Slot * bundles) + (task % bundles)) % LockCount])
        {
            for (var g = 0; g < groups.Length; g++) Fold(scratch.Of(g), groups[g], chunk);
        }
    }

    private void AddBlock(ReadOnlySpan<int> rows, ReadOnlySpan<ColumnGroup> groups, Scratch scratch)
    {
        var words = scratch.Words.AsSpan(0, rows.Length);
        Gather(rows, gradients.Words, words);
        for (var g = 0; g < groups.Length; g++)
        {
            if (vectorized) HistogramKernel.Accumulate(rows, words, bins, groups[g], scratch.Of(g), fetch: g == 0);
            else HistogramKernel.AccumulatePlain(rows, words, bins, groups[g], scratch.Of(g));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(ReadOnlySpan<int> rows, ReadOnlySpan<long> from, Span<long> to)
    {
        for (var i = 0; i < rows.Length; i++) to[i] = from[rows[i]];
    }

    private void Fold(ReadOnlySpan<long> sums, ColumnGroup group, in Chunk chunk)
    {
        for (var i = 0; i < group.Count; i++)
        {
            var column = sums.Slice(i * ColumnBins.Most, ColumnBins.Most);
            var g = histograms.Gradients(chunk.Slot, group.First + i);
            var h = histograms.Hessians(chunk.Slot, group.First + i);
            if (chunk.IsOnly) FoldKernel.Set(column, gradients.GradientUnit, gradients.HessianUnit, g, h);
            else if (vectorized) FoldKernel.Add(column, gradients.GradientUnit, gradients.HessianUnit, g, h);
            else FoldKernel.AddPlain(column, gradients.GradientUnit, gradients.HessianUnit, g, h);
        }
    }

    private readonly record struct Chunk(int Start, int Count, int Slot, bool IsOnly);

    /// <summary>A worker's packed sums of some groups, and the packed gradients of a block of rows.</summary>
    private sealed class Scratch(int groups)
    {
        private const int PerGroup = ColumnGroup.Most * ColumnBins.Most;

        public long[] Sums { get; } = new long[groups * PerGroup];

        public long[] Words { get; } = new long[BlockRows];

        public Span<long> Of(int group) => Sums.AsSpan(group * PerGroup, PerGroup);
    }
}
