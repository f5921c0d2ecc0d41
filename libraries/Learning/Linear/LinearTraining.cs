using MlPlatform.Learning.Linear.Objective;
using MlPlatform.Learning.Linear.Solvers;

namespace MlPlatform.Learning.Linear;

/// <summary>Runs a solver epoch by epoch until nothing improves, and keeps the best epoch.</summary>
internal sealed class LinearTraining(
    ILinearSolver solver, LinearObjective training, LinearObjective? held, ParameterMap map, TargetScale target, LinearLearnerOptions options)
{
    /// <summary>A mean of single-precision losses is no finer.</summary>
    private const double RoundingOfLosses = 1e-6;

    public LinearModel Run(FitContext context, CancellationToken cancellationToken)
    {
        var slack = held is null && solver.IsDescent ? RoundingOfLosses : 0;
        var best = new BestSoFar(options.Patience, options.Tolerance, slack, solver.Parameters);
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var improved = solver.Step(cancellationToken);
            var parameters = solver.Parameters;
            var loss = solver.MeanLoss;
            if (!double.IsFinite(loss)) throw new LearningException($"Training diverged in epoch {epoch}: the loss is not a number; lower the learning_rate.");
            var heldLoss = held?.MeanLoss(parameters);
            var goOn = best.Offer(heldLoss ?? loss + Penalty(parameters), parameters);
            Report(context, epoch, loss, heldLoss, parameters);
            if (!goOn || !improved || context.StopEarly.IsCancellationRequested) break;
        }

        return map.Model(best.Parameters);
    }

    private void Report(FitContext context, int epoch, double loss, double? heldLoss, double[] parameters)
    {
        double? heldUnscaled = heldLoss is { } value ? LinearLosses.Unscaled(value, options.Loss, target) : null;
        context.OnRound?.Invoke(new RoundReport(epoch, LinearLosses.Unscaled(loss, options.Loss, target), heldUnscaled, () => map.Model(parameters)));
    }

    private double Penalty(double[] parameters)
    {
        double sum = 0;
        for (var i = 0; i < parameters.Length; i++) sum += training.IsIntercept(i) ? 0 : training.Penalty.Of(parameters[i]);
        return sum;
    }
}
