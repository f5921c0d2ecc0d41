using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Ensembles;

/// <summary>Greedy ensemble selection (Caruana et al., 2004): again and again the model that helps the average most, with repetition.</summary>
public static class EnsembleSelection
{
    /// <summary>How many models are chosen where the caller does not say; the same one counts each time.</summary>
    public const int DefaultRounds = 50;

    /// <summary>Weighs fitted models by how well their average does on rows they were not fitted to.</summary>
    /// <param name="models">The library of models to choose from.</param>
    /// <param name="validation">The rows that judge.</param>
    /// <param name="metric">What is judged.</param>
    /// <param name="rounds">The most choices.</param>
    /// <param name="threads">How many threads may score.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static AveragingEnsemble Select(
        IReadOnlyList<ITabularModel> models, TrainingData validation, Metric metric, int rounds, int threads, CancellationToken cancellationToken)
    {
        var members = new Members(models);
        var predictions = models.Select(model => model.Score(validation.Features, threads)).ToArray();
        return new AveragingEnsemble(models, Weights(predictions, new JudgedRows(validation, members.Output, metric), rounds, cancellationToken));
    }

    /// <summary>How often each model was chosen by the round whose average was best.</summary>
    internal static double[] Weights(IReadOnlyList<double[]> predictions, JudgedRows judge, int rounds, CancellationToken cancellationToken)
    {
        var counts = new double[predictions.Count];
        var best = (Value: double.NaN, Counts: (double[])counts.Clone());
        var sum = new double[predictions[0].Length];
        var average = new double[sum.Length];
        for (var round = 1; round <= rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (chosen, value) = (0, double.NaN);
            for (var model = 0; model < predictions.Count; model++)
            {
                var own = predictions[model];
                for (var i = 0; i < sum.Length; i++) average[i] = (sum[i] + own[i]) / round;
                var with = judge.Value(average);
                if (judge.Metric.IsBetter(with, value)) (chosen, value) = (model, with);
            }

            counts[chosen]++;
            for (var i = 0; i < sum.Length; i++) sum[i] += predictions[chosen][i];
            if (round == 1 || judge.Metric.IsBetter(value, best.Value)) best = (value, (double[])counts.Clone());
        }

        return best.Counts;
    }
}

/// <summary>Rows with what is true of them, and the metric that judges what is said of them.</summary>
internal sealed class JudgedRows(TrainingData data, ModelOutput output, Metric metric)
{
    public Metric Metric => metric;

    public double Value(double[] predictions) => metric.Compute(new MetricRows(predictions, data.Labels, data.Weights, output.Width) { Threshold = output.Threshold, Groups = data.Groups });
}
