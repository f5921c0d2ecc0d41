using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Clustering;

/// <summary>Mini-batch k-means (Sculley, 2010): each batch pulls its nearest centres towards its rows, the less the more rows they have seen.</summary>
internal sealed class OnlineKMeans
{
    private const int MostExtra = 10;
    private const int RowsPerCenter = 3;

    /// <summary>Streams of the seed from here on belong to the mini-batches; those before, to the runs of Lloyd's algorithm.</summary>
    private const ulong FirstStream = 1 << 20;

    private readonly WeightedTiles data;
    private readonly KMeansOptions options;
    private readonly int clusters;
    private readonly int width;
    private readonly int[] order;
    private readonly int resumed;
    private OnlineCenters? current;

    public OnlineKMeans(WeightedTiles data, KMeansOptions options, OnlineCenters? start)
    {
        this.data = data;
        this.options = options;
        width = data.Rows.Width;
        order = [.. Enumerable.Range(0, data.Rows.Count).Where(row => data.Weight(row) > 0)];
        var factor = options.ExtraCenterFactor ?? Math.Clamp(order.Length / (RowsPerCenter * options.Clusters), 1, MostExtra);
        clusters = (int)Math.Min((long)factor * options.Clusters, order.Length);
        if (start?.Weights.Length != clusters) return;
        current = start;
        resumed = (int)Math.Min(int.MaxValue, start.Weights.Sum());
    }

    public OnlineCenters Centers => current!;

    /// <summary>Takes all rows once, in an order of its own; gives the mean squared distance that the rows had when their turn came.</summary>
    public double Epoch(int epoch, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(options.Seed, FirstStream + (ulong)epoch + (ulong)resumed);
        Array.Sort(order);
        random.Shuffle(order.AsSpan());
        current ??= FirstCenters(random, cancellationToken);
        double loss = 0, weight = 0;
        for (var start = 0; start < order.Length; start += options.MiniBatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = Take(order.AsSpan(start, Math.Min(options.MiniBatchSize, order.Length - start)));
            weight += batch.TotalWeight;
            loss += Step(batch, cancellationToken);
        }

        return loss / weight;
    }

    private OnlineCenters FirstCenters(SeededRandom random, CancellationToken cancellationToken)
    {
        var sample = Math.Min(order.Length, Math.Max(options.MiniBatchSize, RowsPerCenter * clusters));
        var batch = Take(order.AsSpan(0, sample));
        var chosen = new KMeansStarts(batch, clusters).Choose(options.Start, random, cancellationToken);
        return new OnlineCenters(Lloyd.CentersAt(batch.Rows, chosen), new double[clusters]);
    }

    private double Step(WeightedTiles batch, CancellationToken cancellationToken)
    {
        var (centers, weights) = ((float[])current!.Centers.Clone(), (double[])current.Weights.Clone());
        var packed = new PackedPoints(clusters, width);
        for (var i = 0; i < clusters; i++) packed.SetForDistance(i, centers.AsSpan(i * width, width));
        var assignment = new Assignment(batch.Rows, batch.Squares, batch.Path, batch.Threads);
        assignment.Run(packed, float.PositiveInfinity, cancellationToken);
        var sums = new ClusterSums(clusters, width);
        sums.Move(batch.Rows, batch.Weights, assignment.Labels, batch.Threads);
        var inertia = sums.Inertia(centers, batch.TotalSquares);
        var kept = options.HalfLife == 0 ? 1 : Math.Pow(2, -batch.TotalWeight / options.HalfLife);
        for (var cluster = 0; cluster < clusters; cluster++)
        {
            weights[cluster] *= kept;
            var total = weights[cluster] + sums.Weights[cluster];
            for (int column = 0, i = cluster * width; column < width && sums.Weights[cluster] > 0; column++, i++)
            {
                centers[i] = (float)(((weights[cluster] * centers[i]) + sums.Sums[i]) / total);
            }

            weights[cluster] = total;
        }

        current = new OnlineCenters(centers, weights);
        return inertia;
    }

    private WeightedTiles Take(ReadOnlySpan<int> rows)
    {
        var weights = new double[rows.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = data.Weight(rows[i]);
        return new WeightedTiles(data.Rows.Take(rows), weights, data.Path, data.Threads);
    }
}
