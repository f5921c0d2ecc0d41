using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>LIME for tables: what a model does near one row, as a linear model over conditions a person can read.</summary>
/// <remarks>
/// Ribeiro, Singh and Guestrin, "Why should I trust you?", KDD 2016, in the definition of the lime package's table explainer: columns are
/// drawn independently of one another as <see cref="LimeTable"/> says, a sample's distance is Euclidean over its interpretable
/// features, its weight √exp(−d² / width²), and the scores are fitted by ridge. Samples come in blocks with a random stream each, so
/// that a seed gives the same numbers on any number of threads.
/// </remarks>
public static class TabularLime
{
    private const int BlockSize = 256;

    /// <exception cref="TrustException">The model's score of a sample is not a finite number.</exception>
    public static LimeExplanation Explain(Scorer model, LimeTable table, ReadOnlySpan<double> row, LimeOptions options, CancellationToken cancellationToken)
    {
        options.Check();
        ArgumentOutOfRangeException.ThrowIfNotEqual(model.Width, table.Width, nameof(model));
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, table.Width, nameof(row));
        var instance = row.ToArray();
        var samples = Draw(model, table, instance, options, cancellationToken);
        return new LimeExplanation(
            [.. table.Columns.Select((column, i) => column.Describe(instance[i]))],
            samples.Scores[..model.Outputs], LocalFit.All(samples, options.Selection, options.Features, options.Alpha));
    }

    /// <summary>Draws and scores the neighbourhood of a row.</summary>
    internal static Neighbourhood Draw(Scorer model, LimeTable table, double[] instance, LimeOptions options, CancellationToken cancellationToken)
    {
        int width = table.Width, outputs = model.Outputs;
        var features = new double[options.Samples * width];
        var weights = new double[options.Samples];
        var scores = new double[options.Samples * outputs];
        var own = new double[width];
        for (var column = 0; column < width; column++) own[column] = table.Columns[column].Interpret(instance[column]);
        var kernelWidth = options.KernelWidth ?? ProximityKernel.TableWidth(width);
        FixedBlocks.For(
            options.Samples, BlockSize, options.Threads,
            (block, start, end) =>
            {
                var rows = new double[(end - start) * width];
                var interpreted = features.AsSpan(start * width, rows.Length);
                var random = new SeededRandom(options.Seed, (ulong)block);
                for (var column = 0; column < width; column++)
                {
                    table.Columns[column].Draw(random, instance[column], new ColumnBlock(rows, interpreted, column, width));
                }

                if (start == 0)
                {
                    instance.CopyTo(rows, 0);
                    own.CopyTo(interpreted);
                }

                Weigh(interpreted, own, kernelWidth, weights.AsSpan(start, end - start));
                model.Scores(rows).CopyTo(scores, start * outputs);
            },
            cancellationToken);
        return new Neighbourhood(width, outputs, features, weights, scores);
    }

    /// <summary>Fills the weights of samples by their distance from the explained row.</summary>
    internal static void Weigh(ReadOnlySpan<double> features, ReadOnlySpan<double> own, double width, Span<double> weights)
    {
        for (var sample = 0; sample < weights.Length; sample++)
        {
            var squared = 0.0;
            var values = features.Slice(sample * own.Length, own.Length);
            for (var i = 0; i < own.Length; i++) squared += (values[i] - own[i]) * (values[i] - own[i]);
            weights[sample] = ProximityKernel.Weight(squared, width);
        }
    }
}
