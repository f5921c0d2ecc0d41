using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Ensembles;

/// <summary>Fits a model on top of others (Wolpert, 1992), on what each says of rows that it was not fitted to.</summary>
public static class Stacking
{
    public const int DefaultFolds = 5;

    /// <param name="data">The rows.</param>
    /// <param name="learners">What lies below; each is fitted once per fold, and once to all rows for the ensemble.</param>
    /// <param name="meta">What lies on top.</param>
    /// <param name="folds">How many parts the rows are dealt to, and the seed that deals them.</param>
    /// <param name="context">Threads, and when to stop; the rest is not for the learners.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static StackingEnsemble Fit(
        TrainingData data, IReadOnlyList<BaseLearner> learners, BaseLearner meta, (int Count, ulong Seed) folds, FitContext context,
        CancellationToken cancellationToken)
    {
        var inner = Inner(context);
        var predictions = OutOfFold.Predict(data, learners, folds, inner, cancellationToken);
        var top = meta.Fit(MetaData(data, predictions), inner, cancellationToken);
        return new StackingEnsemble(FitAll(data, learners, inner, cancellationToken), top);
    }

    /// <summary>What learners within an ensemble see of its context.</summary>
    internal static FitContext Inner(FitContext context) => new() { Threads = context.Threads, StopEarly = context.StopEarly };

    internal static ITabularModel[] FitAll(TrainingData data, IReadOnlyList<BaseLearner> learners, FitContext inner, CancellationToken cancellationToken) =>
        [.. learners.Select(learner => learner.Fit(data, inner, cancellationToken))];

    private static TrainingData MetaData(TrainingData data, double[][] predictions)
    {
        var width = predictions[0].Length / data.RowCount;
        var names = StackingEnsemble.ColumnsOf(predictions.Length, width);
        var columns = new Column[names.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var values = new double[data.RowCount];
            for (var row = 0; row < values.Length; row++) values[row] = predictions[i / width][(row * width) + (i % width)];
            columns[i] = new Float64Column(names[i], values);
        }

        return data with { Features = new Table(columns) };
    }
}
