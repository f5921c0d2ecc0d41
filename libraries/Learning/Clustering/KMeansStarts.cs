using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Clustering;

/// <summary>Chooses the rows at which centres start.</summary>
internal sealed class KMeansStarts(WeightedTiles data, int clusters)
{
    private PlusPlus? plusPlus;

    public int[] Choose(KMeansStart start, SeededRandom random, CancellationToken cancellationToken) => start == KMeansStart.Random
        ? Evenly(random)
        : (plusPlus ??= new PlusPlus(data, clusters)).Choose(clusters, random, cancellationToken);

    /// <summary>Different rows of positive weight, each as likely as any other.</summary>
    private int[] Evenly(SeededRandom random)
    {
        var rows = new int[data.Rows.Count];
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            if (data.Weight(row) > 0) rows[count++] = row;
        }

        for (var i = 0; i < clusters; i++)
        {
            var other = i + random.NextInt32(count - i);
            (rows[i], rows[other]) = (rows[other], rows[i]);
        }

        return rows[..clusters];
    }
}

/// <summary>How far rows lie from their nearest centre.</summary>
internal static class MeanSquaredDistance
{
    public static double Of(WeightedTiles data, float[] centers)
    {
        const int Height = TiledRows.TileHeight;
        var width = data.Rows.Width;
        var packed = new PackedPoints(centers.Length / width, width);
        for (var i = 0; i < packed.Count; i++) packed.SetForDistance(i, centers.AsSpan(i * width, width));
        var results = new float[packed.ResultLength];
        var (nearest, least, second) = (new int[Height], new float[Height], new float[Height]);
        double sum = 0;
        for (var tile = 0; tile < data.Rows.TileCount; tile++)
        {
            TileKernels.Combine(data.Path, data.Rows.Tile(tile), packed, results);
            NearestKernels.LeastTwo(data.Path, results, packed.Count, nearest, least, second);
            for (var i = 0; i < Height; i++) least[i] = Math.Max(0, least[i] + data.Squares[(tile * Height) + i]);
            sum += data.WeightedSum(tile, least);
        }

        return sum / data.TotalWeight;
    }
}
