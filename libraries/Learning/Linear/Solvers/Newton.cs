using System.Numerics.Tensors;
using MlPlatform.Learning.Linear.Objective;

namespace MlPlatform.Learning.Linear.Solvers;

/// <summary>Newton's method: few passes, each of which also sums up the curvature. With l1, each step is a lasso of the parabola.</summary>
/// <remarks>
/// Lee, Sun and Saunders, "Proximal Newton-type methods for minimizing composite functions", 2014. The curvature is single precision;
/// that changes the way, not the optimum, which the gradient decides.
/// </remarks>
internal sealed class Newton : ILinearSolver
{
    private const double SufficientDecrease = 1e-4;
    private const int LongestLineSearch = 25;

    /// <summary>A promised decrease below this share of the objective is beyond what sums of single-precision losses can confirm.</summary>
    private const double Noise = 1e-7;

    /// <summary>After a step that promised less than this share, nothing is left to gain.</summary>
    private const double Finished = 1e-10;

    private const double Damping = 1e-7;

    private readonly LinearObjective objective;
    private readonly double[] l1;
    private readonly double[] gradient;
    private readonly double[] nextGradient;
    private readonly SquareMatrix curvature;
    private readonly SquareMatrix nextCurvature;
    private readonly SquareMatrix factor;
    private double smooth;
    private bool started;
    private bool factored;

    public Newton(LinearObjective objective, double[] parameters)
    {
        this.objective = objective;
        Parameters = parameters;
        var count = parameters.Length;
        l1 = new double[count];
        for (var i = 0; i < count; i++) l1[i] = objective.IsIntercept(i) ? 0 : objective.Penalty.L1;
        (gradient, nextGradient) = (new double[count], new double[count]);
        (curvature, factor) = (new SquareMatrix(count), new SquareMatrix(count));
        nextCurvature = objective.HasConstantCurvature ? curvature : new SquareMatrix(count);
    }

    public double[] Parameters { get; private set; }

    public double MeanLoss => smooth - objective.Decay(Parameters);

    public bool IsDescent => true;

    public bool Step(CancellationToken cancellationToken)
    {
        if (!started) smooth = objective.Evaluate(Parameters, gradient, curvature);
        started = true;
        var value = smooth + Absolute(Parameters);
        var direction = objective.Penalty.L1 > 0 ? CoordinateDescent.Solve(curvature, gradient, Parameters, l1) : Unpenalised();
        var promised = Promised(direction);
        var scale = Math.Abs(value);
        if (!(promised > 1e-15 * scale)) return false;
        for (var (attempt, size) = (0, 1.0); attempt < LongestLineSearch; attempt++, size *= 0.5)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = new double[Parameters.Length];
            TensorPrimitives.MultiplyAdd(direction, size, Parameters, next);
            // The last step needs no curvature of its own.
            var lasting = !objective.HasConstantCurvature && promised > Finished * scale;
            var nextSmooth = objective.Evaluate(next, nextGradient, lasting ? nextCurvature : null);
            var nextValue = nextSmooth + Absolute(next);
            var confirmed = nextValue <= value - (SufficientDecrease * size * promised);
            if (!confirmed && !(promised < Noise * scale && nextValue <= value + (Noise * scale))) continue;
            Accept(next, nextSmooth, lasting);
            return promised > Finished * scale;
        }

        return false;
    }

    private void Accept(double[] next, double nextSmooth, bool withCurvature)
    {
        Parameters = next;
        smooth = nextSmooth;
        nextGradient.CopyTo(gradient, 0);
        if (!withCurvature) return;
        nextCurvature.CopyTo(curvature);
        factored = false;
    }

    private double Absolute(double[] parameters)
    {
        double sum = 0;
        for (var i = 0; i < parameters.Length; i++) sum += l1[i] * Math.Abs(parameters[i]);
        return sum;
    }

    /// <summary>How much lower the parabola (with l1) is after the step.</summary>
    private double Promised(double[] direction)
    {
        double sum = 0;
        for (var i = 0; i < direction.Length; i++)
        {
            var bend = TensorPrimitives.Dot<double>(curvature.Row(i), direction);
            sum += direction[i] * (gradient[i] + (0.5 * bend));
            sum += l1[i] * (Math.Abs(Parameters[i] + direction[i]) - Math.Abs(Parameters[i]));
        }

        return -sum;
    }

    private double[] Unpenalised()
    {
        if (!factored) Factor();
        factored = true;
        var direction = new double[gradient.Length];
        TensorPrimitives.Negate<double>(gradient, direction);
        Cholesky.Solve(factor, direction);
        return direction;
    }

    /// <summary>Where columns repeat one another the matrix is singular; a little damping keeps such weights small.</summary>
    private void Factor()
    {
        double largest = 0;
        for (var i = 0; i < curvature.Size; i++) largest = Math.Max(largest, curvature[i, i]);
        for (var damping = Damping * largest; ; damping *= 100)
        {
            curvature.CopyTo(factor);
            for (var i = 0; i < factor.Size; i++) factor[i, i] += damping + double.Epsilon;
            if (Cholesky.TryFactor(factor)) return;
            if (!(damping < largest * 1e6)) throw new LearningException("Training diverged: the curvature of the loss is not a number.");
        }
    }
}
