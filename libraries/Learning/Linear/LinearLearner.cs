using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Linear;

/// <summary>Fits linear and logistic regression. Keeps nothing between calls; the same input gives the same model bytes.</summary>
public static class LinearLearner
{
    public static LinearModel Fit(TrainingData data, LinearLearnerOptions options, FitContext context, CancellationToken cancellationToken)
    {
        var logistic = options.PredictorType == PredictorType.BinaryClassifier;
        LinearDataCheck.Run(data, options);
        if (context.Validation is { } validation) LinearDataCheck.Labels(validation, logistic, bothClasses: false);

        var encoding = LinearEncoding.Fit(data.Features, data.Weights, options.NormalizeData);
        var target = TargetScale.Of(data, logistic);
        var training = Objective(data, encoding, target, options);
        var held = context.Validation is null ? null : Objective(context.Validation, encoding, target, options);
        var fit = new LinearFit(encoding, target, data.Label!, options);
        var parameters = fit.StartFrom(context.Start);
        var best = new BestSoFar(options.Patience, options.Tolerance, parameters);

        foreach (var (epoch, current) in Epochs(training, options, parameters))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var loss = training.MeanLoss(current);
            if (!double.IsFinite(loss)) throw new LearningException($"Training diverged in epoch {epoch}: the loss is not a number; lower the learning_rate.");
            var heldLoss = held?.MeanLoss(current);
            var goOn = best.Offer(heldLoss ?? loss + training.Penalty(current, options.L1), current);
            context.OnRound?.Invoke(new RoundReport(epoch, target.Loss(loss), heldLoss is { } h ? target.Loss(h) : null, () => fit.Model(current)));
            if (!goOn || context.StopEarly.IsCancellationRequested) break;
        }

        return fit.Model(best.Parameters);
    }

    private static LinearObjective Objective(TrainingData data, LinearEncoding encoding, TargetScale target, LinearLearnerOptions options)
    {
        var weights = LinearDataCheck.EffectiveWeights(data, options);
        var rows = new EncodedRows(data, encoding, target.Apply(data.Labels), weights);
        return new LinearObjective(rows, options.PredictorType == PredictorType.BinaryClassifier, options.WeightDecay, options.UseBias);
    }

    private static IEnumerable<(int Epoch, double[] Parameters)> Epochs(LinearObjective objective, LinearLearnerOptions options, double[] start)
    {
        if (options.Optimizer == LinearOptimizer.QuasiNewton)
        {
            var optimizer = new QuasiNewton(objective, options.L1, (double[])start.Clone());
            for (var epoch = 1; epoch <= options.Epochs; epoch++)
            {
                var improved = optimizer.Step();
                yield return (epoch, optimizer.Parameters);
                if (!improved) yield break;
            }
        }
        else
        {
            var optimizer = new MiniBatch(objective, options, (double[])start.Clone());
            for (var epoch = 1; epoch <= options.Epochs; epoch++)
            {
                optimizer.Epoch();
                yield return (epoch, optimizer.Parameters);
            }
        }
    }
}
