using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Learning.Trees.Binning;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>The rows of each node, side by side in one list and ascending within a node.</summary>
internal sealed class RowPartition
{
    private const int ChunkRows = 16_384;

    private readonly BinnedTable table;
    private readonly WorkerTeam team;
    private readonly int[] lefts;
    private readonly int[] rights;
    private readonly List<(int Start, int Count)> ranges = [];
    private readonly List<Chunk> chunks = [];
    private readonly Action<int, int> dealTask;
    private readonly Action<int, int> copyTask;
    private IReadOnlyList<AppliedSplit> splits = [];
    private int[] leftCounts = [];

    /// <param name="table">The bins that decide.</param>
    /// <param name="most">The most rows there may be.</param>
    /// <param name="team">Who works.</param>
    public RowPartition(BinnedTable table, int most, WorkerTeam team)
    {
        this.table = table;
        this.team = team;
        Rows = new int[most];
        lefts = new int[most];
        rights = new int[most];
        dealTask = DealTask;
        copyTask = CopyTask;
    }

    public int[] Rows { get; }

    public (int Start, int Count) RangeOf(int node) => ranges[node];

    public ReadOnlySpan<int> RowsOf(int node) => Rows.AsSpan(ranges[node].Start, ranges[node].Count);

    /// <summary>Puts all rows into node 0, once the first <paramref name="count"/> of <see cref="Rows"/> are set.</summary>
    public void Reset(int count)
    {
        ranges.Clear();
        ranges.Add((0, count));
    }

    /// <summary>Divides the rows of some nodes among their children, whose numbers follow one another.</summary>
    public void Split(IReadOnlyList<AppliedSplit> splits)
    {
        this.splits = splits;
        chunks.Clear();
        for (var s = 0; s < splits.Count; s++)
        {
            var (start, count) = ranges[splits[s].Node];
            for (var done = 0; done < count; done += ChunkRows) chunks.Add(new Chunk(s, start + done, Math.Min(ChunkRows, count - done)));
        }

        if (leftCounts.Length < chunks.Count) leftCounts = new int[chunks.Count];
        team.Run(chunks.Count, dealTask);
        SetRanges();
        team.Run(chunks.Count, copyTask);
    }

    private void DealTask(int worker, int task)
    {
        var chunk = chunks[task];
        var split = splits[chunk.Split];
        Span<byte> directions = stackalloc byte[ColumnBins.Most];
        split.Candidate.Directions(table.Columns[split.Candidate.Column], directions);
        leftCounts[task] = Deal(
            Rows.AsSpan(chunk.Start, chunk.Count), table.ByColumn[split.Candidate.Column], directions,
            lefts.AsSpan(chunk.Start, chunk.Count), rights.AsSpan(chunk.Start, chunk.Count));
    }

    /// <summary>Writes the rows that go left and right, in their order; returns how many go left. No branch depends on the data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Deal(ReadOnlySpan<int> rows, byte[] bins, ReadOnlySpan<byte> directions, Span<int> lefts, Span<int> rights)
    {
        if (lefts.Length < rows.Length || rights.Length < rows.Length || directions.Length < ColumnBins.Most) throw new ArgumentException("The lengths do not fit.");
        ref var bin = ref MemoryMarshal.GetArrayDataReference(bins);
        ref var direction = ref MemoryMarshal.GetReference(directions);
        ref var left = ref MemoryMarshal.GetReference(lefts);
        ref var right = ref MemoryMarshal.GetReference(rights);
        nint leftCount = 0, rightCount = 0;
        foreach (var row in rows)
        {
            nint goesLeft = Unsafe.Add(ref direction, (nint)Unsafe.Add(ref bin, row));
            Unsafe.Add(ref left, leftCount) = row;
            Unsafe.Add(ref right, rightCount) = row;
            leftCount += goesLeft;
            rightCount += 1 - goesLeft;
        }

        return (int)leftCount;
    }

    private void SetRanges()
    {
        var chunk = 0;
        for (var s = 0; s < splits.Count; s++)
        {
            var (start, count) = ranges[splits[s].Node];
            var left = 0;
            for (; chunk < chunks.Count && chunks[chunk].Split == s; chunk++)
            {
                chunks[chunk] = chunks[chunk] with { LeftBefore = left };
                left += leftCounts[chunk];
            }

            ranges.Add((start, left));
            ranges.Add((start + left, count - left));
        }
    }

    private void CopyTask(int worker, int task)
    {
        var chunk = chunks[task];
        var split = splits[chunk.Split];
        var left = leftCounts[task];
        var right = chunk.Count - left;
        var rightBefore = chunk.Start - ranges[split.Node].Start - chunk.LeftBefore;
        lefts.AsSpan(chunk.Start, left).CopyTo(Rows.AsSpan(ranges[split.Left].Start + chunk.LeftBefore));
        rights.AsSpan(chunk.Start, right).CopyTo(Rows.AsSpan(ranges[split.Left + 1].Start + rightBefore));
    }

    private record struct Chunk(int Split, int Start, int Count)
    {
        public int LeftBefore { get; init; }
    }
}

/// <summary>A split that is carried out: the node, its left child (the right one is the next number) and how.</summary>
internal readonly record struct AppliedSplit(int Node, int Left, SplitCandidate Candidate);
