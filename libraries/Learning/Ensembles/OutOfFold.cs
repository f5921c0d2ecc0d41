using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Ensembles;

/// <summary>What each learner says of every row when it was fitted to the other folds only.</summary>
internal static class OutOfFold
{
    /// <returns>Per learner: row × output.</returns>
    public static double[][] Predict(
        TrainingData data, IReadOnlyList<BaseLearner> learners, (int Count, ulong Seed) folds, FitContext context, CancellationToken cancellationToken)
    {
        var parts = Deal(data, folds.Count, folds.Seed);
        var predictions = new double[learners.Count][];
        var width = 0;
        foreach (var part in parts)
        {
            var others = Take(data, [.. parts.Where(other => other != part).SelectMany(rows => rows).Order()]);
            var held = data.Features.Take(part);
            for (var i = 0; i < learners.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var model = learners[i].Fit(others, context, cancellationToken);
                if (width == 0) width = model.Output.Width;
                if (model.Output.Width != width)
                {
                    throw new LearningException($"{learners[i].Algorithm.Name} within the ensemble gives {model.Output.Width} numbers without one of {folds.Count} folds, others {width}; is there a class with hardly a row?");
                }

                predictions[i] ??= new double[data.RowCount * width];
                Scatter(model.Score(held, context.Threads), part, width, predictions[i]);
            }
        }

        return predictions;
    }

    /// <summary>The folds: rows ascending; the classes of a label spread evenly.</summary>
    private static int[][] Deal(TrainingData data, int count, ulong seed)
    {
        if (data.RowCount < count) throw new LearningException($"There are {data.RowCount} rows for {count} folds.");
        const int MostClasses = 1000;
        var classes = data.Labels.Distinct().Order().Take(MostClasses + 1).ToArray();
        var strata = classes.Length > MostClasses || classes.Any(label => label != Math.Floor(label))
            ? new int[data.RowCount]
            : Array.ConvertAll(data.Labels, label => Array.BinarySearch(classes, label));
        return RowSplit.Deal(strata, [.. Enumerable.Repeat(1.0 / count, count)], seed);
    }

    private static TrainingData Take(TrainingData data, int[] rows) => data with
    {
        Features = data.Features.Take(rows),
        Labels = [.. rows.Select(row => data.Labels[row])],
        Weights = [.. rows.Select(row => data.Weights[row])],
        Groups = data.Groups is { } groups ? [.. rows.Select(row => groups[row])] : null,
    };

    private static void Scatter(double[] scores, int[] rows, int width, double[] target)
    {
        for (var i = 0; i < rows.Length; i++) scores.AsSpan(i * width, width).CopyTo(target.AsSpan(rows[i] * width));
    }
}
