using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Neighbors;

/// <summary>Fits k nearest neighbours: encodes the rows, or a sample of them, and keeps them.</summary>
public static class KNearestNeighbors
{
    private const int MostClasses = 1000;

    public static KNearestModel Fit(TrainingData data, KNearestOptions options, FitContext context, CancellationToken cancellationToken) =>
        Fit(data, options, context, KernelPaths.Best, cancellationToken);

    internal static KNearestModel Fit(
        TrainingData data, KNearestOptions options, FitContext context, KernelPath path, CancellationToken cancellationToken)
    {
        FeatureTiles.Check(data, options.FeatureCount);
        var classes = options.IsClassifier ? ClassesOf(data) : FiniteLabels(data);
        var kept = Kept(data, options);
        if (kept.Length < options.Neighbors) throw new LearningException($"k is {options.Neighbors}, but there are only {kept.Length} rows to be near to.");
        var encoding = FeatureTiles.NotEmpty(FeatureEncoding.Fit(data, new EncodingOptions { Scaling = ScalingOf(options) }, context.Threads));
        var space = new NeighborSpace(encoding, options);
        var table = kept.Length == data.RowCount ? data.Features : data.Features.Take(kept);
        var tiles = FeatureTiles.Encode(encoding, table, context.Threads, cancellationToken);
        var places = options.Projects || options.Metric == NeighborMetric.Cosine ? Placed(tiles, space) : tiles;
        double[] weights = [.. kept.Select(row => data.Weights[row])];
        if (Array.TrueForAll(weights, weight => weight == 1)) weights = [];
        var labels = new NeighborLabels([.. kept.Select(row => data.Labels[row])], weights, classes, data.Label!);
        return new KNearestModel(space, new NeighborRows(places, encoding.FeatureCount, options.Metric), labels, options) { Path = path };
    }

    /// <summary>Distances do not mind a shift, and are more exact near the origin; angles and inner products do.</summary>
    private static Scaling ScalingOf(KNearestOptions options) =>
        options.NormalizeData ? Scaling.Standard : options.Metric == NeighborMetric.L2 ? Scaling.Center : Scaling.None;

    /// <summary>The rows of positive weight, ascending, or a sample of them.</summary>
    private static int[] Kept(TrainingData data, KNearestOptions options)
    {
        int[] rows = [.. Enumerable.Range(0, data.RowCount).Where(row => data.Weights[row] > 0)];
        if (options.SampleSize is not { } size || size >= rows.Length) return rows;
        new SeededRandom(options.Seed).Shuffle(rows.AsSpan());
        rows = rows[..size];
        Array.Sort(rows);
        return rows;
    }

    private static TiledRows Placed(TiledRows rows, NeighborSpace space)
    {
        const int Height = TiledRows.TileHeight;
        var placed = new TiledRows(rows.Count, space.Width);
        var encoded = new float[rows.Width];
        var places = new float[Height * space.Width];
        for (var start = 0; start < rows.Count; start += Height)
        {
            var count = Math.Min(Height, rows.Count - start);
            for (var i = 0; i < count; i++)
            {
                rows.CopyRow(start + i, encoded);
                space.Place(encoded, places.AsSpan(i * space.Width, space.Width));
            }

            placed.Store(start, places.AsSpan(0, count * space.Width));
        }

        return placed;
    }

    private static int FiniteLabels(TrainingData data)
    {
        data.RequireNumbers("a regressor");
        var row = Array.FindIndex(data.Labels, label => !double.IsFinite(label));
        return row < 0 ? 0 : throw new LearningException($"The label '{data.Label!.Name}' is not a finite number in row {row + 1}.");
    }

    private static int ClassesOf(TrainingData data)
    {
        var row = Array.FindIndex(data.Labels, label => !(label >= 0 && label < MostClasses && label == Math.Floor(label)));
        if (row >= 0)
        {
            throw new LearningException($"The label '{data.Label!.Name}' is {data.Labels[row]:R} in row {row + 1}; a classifier needs classes 0, 1, 2, ... below {MostClasses}.");
        }

        return Math.Max(Math.Max(2, data.Label!.Classes?.Count ?? 0), (int)data.Labels.Max() + 1);
    }
}
