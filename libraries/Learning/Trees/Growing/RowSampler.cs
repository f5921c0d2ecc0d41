using System.Runtime.CompilerServices;
using MlPlatform.Learning.Trees.Objectives;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>Chooses the rows that a round learns from: all that have a weight, or a share of them.</summary>
internal sealed class RowSampler(double share, ulong seed, BoostingRows rows)
{
    // Apart from the streams of column samples, which count trees.
    private const ulong FirstStream = 1UL << 40;

    public bool TakesAll => share >= 1;

    /// <summary>Fills node 0 of both partitions for a round; the rows are ascending.</summary>
    public void Fill(int round, RowPartition learning, RowPartition? leftOut)
    {
        if (leftOut is null)
        {
            FillAll(learning);
            return;
        }

        var random = new SeededRandom(seed, FirstStream + (ulong)round);
        int taken = 0, rest = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            if (random.NextDouble() < share) learning.Rows[taken++] = row;
            else leftOut.Rows[rest++] = row;
        }

        learning.Reset(taken);
        leftOut.Reset(rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FillAll(RowPartition partition)
    {
        var rows = partition.Rows;
        for (var row = 0; row < rows.Length; row++) rows[row] = row;
        partition.Reset(partition.Rows.Length);
    }
}
