using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Anomalies;

/// <summary>A random cut forest that goes along with a stream: each row is scored, then may enter the trees' samples in place of another.</summary>
/// <remarks>Not safe for many threads at once; <see cref="ToModel"/> gives a model that is.</remarks>
public sealed class RandomCutForest
{
    private readonly RandomCutForestModel start;
    private readonly RandomCutTree[] trees;
    private readonly SeededRandom[] randoms;
    private readonly float[] point;

    /// <summary>Goes on where a model stands, which stays as it is.</summary>
    public RandomCutForest(RandomCutForestModel model)
    {
        start = Copy(model);
        trees = [.. start.Trees];
        RowsSeen = model.RowsSeen;
        point = new float[CutBoxes.PaddedWidth(model.Encoding.FeatureCount)];
        randoms = [.. trees.Select((_, tree) => new SeededRandom(model.Options.Seed, (ulong)((RowsSeen * trees.Length) + tree)))];
    }

    /// <summary>How many rows have passed.</summary>
    public long RowsSeen { get; private set; }

    /// <summary>Fits a forest to the rows of a table.</summary>
    public static RandomCutForestModel Fit(TrainingData data, RandomCutForestOptions options, FitContext context, CancellationToken cancellationToken) =>
        Fit(data, options, context, KernelPaths.Best, cancellationToken);

    /// <summary>Scores a raw row by the trees as they are, then lets it take part in their samples.</summary>
    public double Update(ReadOnlySpan<double> row)
    {
        start.Encoding.Encode(row, point);
        foreach (var feature in point)
        {
            if (!float.IsFinite(feature)) throw new LearningException("The row holds an infinite value.");
        }

        var score = RandomCutForestModel.Displacement(trees, start.Path, point);
        RowsSeen++;
        for (var i = 0; i < trees.Length; i++) Offer(trees[i], randoms[i]);
        return score;
    }

    /// <summary>The forest as it is now.</summary>
    public RandomCutForestModel ToModel() => Copy(new RandomCutForestModel(start.Encoding, trees, RowsSeen, start.Options));

    internal static RandomCutForestModel Fit(
        TrainingData data, RandomCutForestOptions options, FitContext context, KernelPath path, CancellationToken cancellationToken)
    {
        FeatureTiles.Check(data, options.FeatureCount);
        var encoding = FeatureTiles.NotEmpty(FeatureEncoding.Fit(
            data, new EncodingOptions { Scaling = options.NormalizeData ? Scaling.Standard : Scaling.None }, context.Threads));
        var even = Array.TrueForAll(data.Weights, weight => weight == 1);
        var usable = data.Weights.Count(weight => weight > 0);
        var trees = new RandomCutTree[options.Trees];
        FixedBlocks.For(trees.Length, 1, context.Threads, (tree, _) =>
        {
            var random = new SeededRandom(options.Seed, (ulong)tree);
            var size = Math.Min(options.SamplesPerTree, usable);
            var rows = even ? RowSamples.Even(data.RowCount, size, random) : RowSamples.Weighted(data.Weights, size, random);
            trees[tree] = Grow(encoding.EncodeDense(data.Features.Take(rows)), encoding.FeatureCount, options.SamplesPerTree, random);
        }, cancellationToken);
        return new RandomCutForestModel(encoding, trees, data.RowCount, options) { Path = path };
    }

    private static RandomCutTree Grow(float[] rows, int width, int capacity, SeededRandom random)
    {
        var tree = new RandomCutTree(capacity, width);
        var padded = new float[CutBoxes.PaddedWidth(width)];
        for (var start = 0; start < rows.Length; start += width)
        {
            rows.AsSpan(start, width).CopyTo(padded);
            tree.Insert(padded, random);
        }

        return tree;
    }

    /// <summary>Reservoir sampling: the n-th row enters a full sample of s with a chance of s / n, in place of any of the others.</summary>
    private void Offer(RandomCutTree tree, SeededRandom random)
    {
        if (tree.Count == tree.Capacity)
        {
            if (random.NextDouble() * RowsSeen >= tree.Capacity) return;
            tree.Delete(random.NextInt32(tree.Count));
        }

        tree.Insert(point, random);
    }

    private static RandomCutForestModel Copy(RandomCutForestModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return RandomCutForestFormat.Load(Models.ModelFile.Read(stream.ToArray()));
    }
}
