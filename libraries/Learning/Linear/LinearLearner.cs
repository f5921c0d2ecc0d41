using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Linear.Objective;
using MlPlatform.Learning.Linear.Rows;
using MlPlatform.Learning.Linear.Solvers;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Linear;

/// <summary>Fits linear, logistic and multinomial regression. Keeps nothing between calls; the same input gives the same model bytes.</summary>
public static class LinearLearner
{
    /// <summary>Up to this many weights, Newton's few passes cost less than the many of L-BFGS.</summary>
    private const int MostWeightsOfNewton = 512;

    /// <summary>With several outputs a pass sums up a matrix per pair of them.</summary>
    private const int MostWeightsOfNewtonWithClasses = 160;

    /// <summary>Beyond it the matrices of all pairs of weights do not fit into memory.</summary>
    private const int MostWeightsOfForcedNewton = 4096;

    public static LinearModel Fit(TrainingData data, LinearLearnerOptions options, FitContext context, CancellationToken cancellationToken) =>
        Fit(data, options, context, BlockMath.Vector, cancellationToken);

    /// <summary>The same in an arithmetic of choice; all give the same model.</summary>
    internal static LinearModel Fit(
        TrainingData data, LinearLearnerOptions options, FitContext context, BlockMath math, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinearDataCheck.Run(data, options);
        var classes = LinearDataCheck.Classes(data, options);
        if (context.Validation is { } validation) LinearDataCheck.Labels(validation, options, classes);

        var layout = new LinearLayout(FeatureEncoding.Fit(data, EncodingOf(options), context.Threads));
        var target = TargetScale.Of(data, options);
        var kernels = new LinearKernels(math, LinearLosses.Of(options, classes, target, math));
        var map = new ParameterMap(layout, target, data.Label!, options, kernels.Loss.Outputs);
        var start = map.StartFrom(context.Start);
        var optimizer = Optimizer(options, kernels.Loss.Outputs, start.Length);
        var classWeights = ClassWeights.Of(data, options, classes);

        LinearObjective Objective(TrainingData part, bool withCurvature) => new(
            new LinearRows(part, layout, target.Apply(part.Labels), ClassWeights.Apply(part, options, classWeights), context.Threads),
            kernels, new LinearPenalty(options.L1, options.WeightDecay), options.UseBias, context.Threads, withCurvature);

        var training = Objective(data, optimizer == LinearOptimizer.Newton);
        var held = context.Validation is null ? null : Objective(context.Validation, withCurvature: false);
        ILinearSolver solver = optimizer switch
        {
            LinearOptimizer.Newton => new Newton(training, start),
            LinearOptimizer.QuasiNewton => new QuasiNewton(training, start),
            _ => new MiniBatch(training, options, start),
        };
        return new LinearTraining(solver, training, held, map, target, options).Run(context, cancellationToken);
    }

    private static EncodingOptions EncodingOf(LinearLearnerOptions options) => new()
    {
        Scaling = options.NormalizeData ? Scaling.Standard : Scaling.Center,
        MostOneHot = int.MaxValue,
    };

    private static LinearOptimizer Optimizer(LinearLearnerOptions options, int outputs, int parameters)
    {
        if (options.Optimizer == LinearOptimizer.Newton && parameters > MostWeightsOfForcedNewton)
        {
            throw new LearningException($"The hyperparameter optimizer is 'newton', but there are {parameters} weights; it can do {MostWeightsOfForcedNewton}, lbfgs can do more.");
        }

        if (options.Optimizer != LinearOptimizer.Auto) return options.Optimizer;
        return parameters <= (outputs == 1 ? MostWeightsOfNewton : MostWeightsOfNewtonWithClasses) ? LinearOptimizer.Newton : LinearOptimizer.QuasiNewton;
    }
}
