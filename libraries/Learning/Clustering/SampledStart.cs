using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Clustering;

/// <summary>Where there are very many rows: starts where Lloyd's algorithm ended on an even sample, the best of a few tries.</summary>
/// <remarks>Such a start is near the goal, so that few passes over all rows remain, and a try costs little, so that a bad one can be thrown away.</remarks>
internal sealed class SampledStart
{
    /// <summary>More rows than these are sampled.</summary>
    public const int Rows = 32_768;

    private const int Tries = 4;
    private const int RowsPerCluster = 256;

    private readonly WeightedTiles sample;
    private readonly KMeansOptions options;

    public SampledStart(WeightedTiles data, KMeansOptions options)
    {
        this.options = options;
        sample = Draw(data, new SeededRandom(options.Seed, ulong.MaxValue));
    }

    /// <summary>Whether to sample: of more rows than the sample has, which must hold many rows of each cluster, and all rows weigh the same.</summary>
    public static bool Suffices(WeightedTiles data, int clusters) =>
        data.Rows.Count > Rows && clusters * RowsPerCluster <= Rows && data.Weights.Length == 0;

    /// <returns>Cluster × column.</returns>
    public float[] Centers(LloydLimit limit, SeededRandom random, CancellationToken cancellationToken)
    {
        var starts = new KMeansStarts(sample, options.Clusters);
        var lloyd = new Lloyd(sample, options.Clusters);
        LloydResult? best = null;
        for (var turn = 0; turn < Tries; turn++)
        {
            var chosen = starts.Choose(options.LloydStart, random, cancellationToken);
            var result = lloyd.Run(Lloyd.CentersAt(sample.Rows, chosen), limit, _ => true, cancellationToken);
            if (best is null || result.Inertia < best.Inertia) best = result;
        }

        return best!.Centers;
    }

    private static double[] Ones()
    {
        var ones = new double[Rows];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>Rows that lie evenly in the data, one drawn from each of as many stretches of equal length.</summary>
    private static WeightedTiles Draw(WeightedTiles data, SeededRandom random)
    {
        var width = data.Rows.Width;
        var rows = new float[Rows * width];
        for (var i = 0; i < Rows; i++)
        {
            var start = (int)((long)i * data.Rows.Count / Rows);
            var end = (int)((long)(i + 1) * data.Rows.Count / Rows);
            var row = start + random.NextInt32(end - start);
            data.Rows.CopyRow(row, rows.AsSpan(i * width, width));
        }

        var tiles = new TiledRows(Rows, width);
        tiles.Store(0, rows);
        return new WeightedTiles(tiles, Ones(), data.Path, data.Threads);
    }
}
