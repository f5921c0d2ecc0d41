using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Clustering;

/// <summary>Fits k-means. Keeps nothing between calls; the same input gives the same model bytes.</summary>
public static class KMeans
{
    public static KMeansModel Fit(TrainingData data, KMeansOptions options, FitContext context, CancellationToken cancellationToken) =>
        Fit(data, options, context, KernelPaths.Best, cancellationToken);

    internal static KMeansModel Fit(
        TrainingData data, KMeansOptions options, FitContext context, KernelPath path, CancellationToken cancellationToken)
    {
        FeatureTiles.Check(data, options.FeatureCount);
        var usable = data.Weights.Count(weight => weight > 0);
        if (usable < options.Clusters) throw new LearningException($"k is {options.Clusters}, but there are only {usable} rows{(usable < data.RowCount ? " with weight" : "")}.");
        var encoding = FeatureTiles.NotEmpty(FeatureEncoding.Fit(
            data, new EncodingOptions { Scaling = options.NormalizeData ? Scaling.Standard : Scaling.Center }, context.Threads));
        var rows = FeatureTiles.Encode(encoding, data.Features, context.Threads, cancellationToken);
        var run = new KMeansRun(new WeightedTiles(rows, data.Weights, path, context.Threads), encoding, options, context);
        return options.Mode == KMeansMode.Lloyd ? run.OverAllRows(cancellationToken) : run.InMiniBatches(cancellationToken);
    }
}

/// <summary>One fit of k-means over encoded rows.</summary>
internal sealed class KMeansRun(WeightedTiles data, FeatureEncoding encoding, KMeansOptions options, FitContext context)
{
    private readonly WeightedTiles? held = context.Validation is { } validation
        ? new WeightedTiles(FeatureTiles.Encode(encoding, validation.Features, context.Threads, CancellationToken.None), validation.Weights, data.Path, data.Threads)
        : null;

    private int round;

    public KMeansModel OverAllRows(CancellationToken cancellationToken)
    {
        var start = Started is { } model ? model.Centers.ToArray() : null;
        var best = BestLloyd(data, start, result => Report(result.Inertia / data.TotalWeight, result.Centers, null), cancellationToken);
        return Model(best.Centers, null);
    }

    public KMeansModel InMiniBatches(CancellationToken cancellationToken)
    {
        var online = new OnlineKMeans(data, options, Started?.Online);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var loss = online.Epoch(epoch, cancellationToken);
            var centers = online.Centers;
            if (!Report(loss, null, centers)) break;
        }

        return Model(Reduce(online.Centers, cancellationToken), online.Centers);
    }

    /// <summary>The model to go on from, if any.</summary>
    private KMeansModel? Started
    {
        get
        {
            if (context.Start is null) return null;
            if (context.Start is not KMeansModel model) throw new LearningException($"k-means cannot go on from a model of {context.Start.Algorithm}.");
            if (model.Options.Clusters != options.Clusters) throw new LearningException($"k is {options.Clusters}, but the model to go on from has {model.Options.Clusters} clusters.");
            return model.Encoding.FeatureNames.SequenceEqual(encoding.FeatureNames, StringComparer.Ordinal)
                ? model
                : throw new LearningException("The model to go on from has other columns.");
        }
    }

    /// <summary>Lloyd's algorithm from several starts, of which the best is kept.</summary>
    private LloydResult BestLloyd(WeightedTiles rows, float[]? start, Func<LloydResult, bool> onRound, CancellationToken cancellationToken)
    {
        var limit = new LloydLimit(options.LloydIterations, options.LloydTolerance);
        var lloyd = new Lloyd(rows, options.Clusters);
        if (start is not null) return lloyd.Run(start, limit, onRound, cancellationToken);
        var starts = Starts(rows, limit, cancellationToken);
        LloydResult? best = null;
        for (var trial = 0; trial < options.LloydTrials; trial++)
        {
            var result = lloyd.Run(starts(new SeededRandom(options.Seed, (ulong)trial)), limit, onRound, cancellationToken);
            if (best is null || result.Inertia < best.Inertia) best = result;
            if (context.StopEarly.IsCancellationRequested) break;
        }

        return best!;
    }

    /// <summary>Gives the centres from which a trial starts.</summary>
    private Func<SeededRandom, float[]> Starts(WeightedTiles rows, LloydLimit limit, CancellationToken cancellationToken)
    {
        if (SampledStart.Suffices(rows, options.Clusters))
        {
            var sampled = new SampledStart(rows, options);
            return random => sampled.Centers(limit, random, cancellationToken);
        }

        var starts = new KMeansStarts(rows, options.Clusters);
        return random => Lloyd.CentersAt(rows.Rows, starts.Choose(options.LloydStart, random, cancellationToken));
    }

    /// <summary>The k centres of the centres that mini-batches moved, each weighing as much as the rows it stands for.</summary>
    private float[] Reduce(OnlineCenters online, CancellationToken cancellationToken)
    {
        if (online.Weights.Length == options.Clusters) return online.Centers;
        var rows = new TiledRows(online.Weights.Length, data.Rows.Width);
        rows.Store(0, online.Centers);
        var tiles = new WeightedTiles(rows, online.Weights, data.Path, threads: 1);
        return BestLloyd(tiles, null, _ => true, cancellationToken).Centers;
    }

    private bool Report(double loss, float[]? centers, OnlineCenters? online)
    {
        round++;
        float[] Current() => centers is null ? Reduce(online!, CancellationToken.None) : (float[])centers.Clone();
        if (context.OnRound is { } onRound)
        {
            double? heldLoss = held is null ? null : MeanSquaredDistance.Of(held, Current());
            onRound(new RoundReport(round, loss, heldLoss, () => Model(Current(), online)));
        }

        return !context.StopEarly.IsCancellationRequested;
    }

    private KMeansModel Model(float[] centers, OnlineCenters? online) => new(encoding, centers, options, online) { Path = data.Path };
}
