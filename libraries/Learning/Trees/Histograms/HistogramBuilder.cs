using MlPlatform.Learning.Trees.Binning;
using MlPlatform.Learning.Trees.Growing;

namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>Builds the histograms of nodes from their rows, in tasks of some rows and one group of columns.</summary>
internal sealed class HistogramBuilder
{
    private const int LockCount = 64;

    private readonly BinnedTable table;
    private readonly NodeHistograms histograms;
    private readonly WorkerTeam team;
    private readonly bool vectorized;
    private readonly long[][] packed;
    private readonly object[] locks = [.. Enumerable.Range(0, LockCount).Select(_ => new object())];
    private readonly List<Chunk> chunks = [];
    private readonly Action<int, int> buildTask;
    private PackedGradients gradients = null!;
    private RowPartition partition = null!;

    public HistogramBuilder(BinnedTable table, NodeHistograms histograms, WorkerTeam team, bool vectorized)
    {
        this.table = table;
        this.histograms = histograms;
        this.team = team;
        this.vectorized = vectorized;
        packed = [.. Enumerable.Range(0, team.Size).Select(_ => new long[ColumnGroup.Stride * ColumnBins.Most])];
        buildTask = BuildTask;
    }

    /// <summary>Clears the slots and sums their nodes' rows into them.</summary>
    public void Build(ReadOnlySpan<(int Node, int Slot)> nodes, RowPartition partition, PackedGradients gradients)
    {
        this.gradients = gradients;
        this.partition = partition;
        chunks.Clear();
        foreach (var (node, slot) in nodes)
        {
            histograms.Of(slot, 0, table.Columns.Length).Clear();
            var (start, count) = partition.RangeOf(node);
            for (var done = 0; done < count; done += PackedGradients.MostSummed)
            {
                chunks.Add(new Chunk(start + done, Math.Min(PackedGradients.MostSummed, count - done), slot));
            }
        }

        team.Run(chunks.Count * table.Groups.Length, buildTask);
    }

    private void BuildTask(int worker, int task)
    {
        var chunk = chunks[task / table.Groups.Length];
        var group = table.Groups[task % table.Groups.Length];
        var sums = packed[worker].AsSpan();
        sums.Clear();
        var rows = partition.Rows.AsSpan(chunk.Start, chunk.Count);
        if (vectorized) HistogramKernel.Accumulate(rows, group, gradients.Words, sums);
        else HistogramKernel.AccumulatePlain(rows, group, gradients.Words, sums);
        lock (locks[((chunk.Slot * table.Groups.Length) + (task % table.Groups.Length)) % LockCount]) Fold(sums, group, chunk.Slot);
    }

    private void Fold(ReadOnlySpan<long> sums, ColumnGroup group, int slot)
    {
        for (var i = 0; i < group.Count; i++)
        {
            var column = sums.Slice(i * ColumnBins.Most, ColumnBins.Most);
            var g = histograms.Gradients(slot, group.First + i);
            var h = histograms.Hessians(slot, group.First + i);
            if (vectorized) FoldKernel.Add(column, gradients.GradientUnit, gradients.HessianUnit, g, h);
            else FoldKernel.AddPlain(column, gradients.GradientUnit, gradients.HessianUnit, g, h);
        }
    }

    private readonly record struct Chunk(int Start, int Count, int Slot);
}
