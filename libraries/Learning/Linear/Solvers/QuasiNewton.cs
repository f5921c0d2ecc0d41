using System.Numerics.Tensors;
using MlPlatform.Learning.Linear.Objective;

namespace MlPlatform.Learning.Linear.Solvers;

/// <summary>L-BFGS; with l1 above zero, OWL-QN: the same steps kept within the orthant that the pseudo-gradient points into.</summary>
/// <remarks>Andrew and Gao, "Scalable training of L1-regularized log-linear models", 2007. Intercepts bear no l1.</remarks>
internal sealed class QuasiNewton : ILinearSolver
{
    private const int Memory = 10;
    private const double SufficientDecrease = 1e-4;
    private const double Noise = 1e-7;
    private const double SmallestGradient = 1e-8;
    private const int LongestLineSearch = 30;
    private const int MostStaleSteps = 10;

    private readonly LinearObjective objective;
    private readonly double l1;
    private readonly List<(double[] Step, double[] Change, double Curvature)> history = [];
    private readonly double[] gradient;
    private double value;
    private bool started;
    private int stale;

    public QuasiNewton(LinearObjective objective, double[] parameters)
    {
        this.objective = objective;
        l1 = objective.Penalty.L1;
        Parameters = parameters;
        gradient = new double[parameters.Length];
    }

    public double[] Parameters { get; private set; }

    public double MeanLoss => value - Penalty(Parameters) - objective.Decay(Parameters);

    public bool IsDescent => true;

    public bool Step(CancellationToken cancellationToken)
    {
        if (!started) value = objective.Evaluate(Parameters, gradient) + Penalty(Parameters);
        started = true;
        var pseudo = PseudoGradient(Parameters, gradient);
        if (TensorPrimitives.Norm<double>(pseudo) < SmallestGradient) return false;
        var direction = Direction(pseudo);
        var slope = TensorPrimitives.Dot<double>(direction, pseudo);
        if (slope >= 0) return false;

        var size = history.Count == 0 ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(pseudo)) : 1.0;
        var next = new double[Parameters.Length];
        var nextGradient = new double[Parameters.Length];
        for (var attempt = 0; attempt < LongestLineSearch; attempt++, size *= 0.5)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Move(direction, pseudo, size, next);
            var nextValue = objective.Evaluate(next, nextGradient) + Penalty(next);
            var enough = nextValue <= value + (SufficientDecrease * Decrease(pseudo, next));
            if (!enough && !IsBelievable(next, nextValue, nextGradient, pseudo)) continue;
            stale = enough ? 0 : stale + 1;
            Remember(next, nextGradient);
            Parameters = next;
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
            return stale < MostStaleSteps;
        }

        return false;
    }

    /// <summary>Near the optimum the decrease drowns in the rounding of the losses; then a shorter gradient is proof enough.</summary>
    private bool IsBelievable(double[] next, double nextValue, double[] nextGradient, double[] pseudo) =>
        nextValue <= value + (Noise * Math.Abs(value))
        && TensorPrimitives.Norm<double>(PseudoGradient(next, nextGradient)) < TensorPrimitives.Norm<double>(pseudo);

    private double Penalty(double[] parameters)
    {
        double sum = 0;
        if (l1 == 0) return sum;
        for (var i = 0; i < parameters.Length; i++) sum += objective.IsIntercept(i) ? 0 : Math.Abs(parameters[i]);
        return l1 * sum;
    }

    private double Decrease(double[] pseudo, double[] next)
    {
        double sum = 0;
        for (var i = 0; i < next.Length; i++) sum += pseudo[i] * (next[i] - Parameters[i]);
        return sum;
    }

    private double[] PseudoGradient(double[] parameters, double[] smooth)
    {
        var pseudo = (double[])smooth.Clone();
        if (l1 == 0) return pseudo;
        for (var i = 0; i < pseudo.Length; i++)
        {
            if (objective.IsIntercept(i)) continue;
            if (parameters[i] > 0) pseudo[i] += l1;
            else if (parameters[i] < 0) pseudo[i] -= l1;
            else if (pseudo[i] + l1 < 0) pseudo[i] += l1;
            else if (pseudo[i] - l1 > 0) pseudo[i] -= l1;
            else pseudo[i] = 0;
        }

        return pseudo;
    }

    /// <summary>The two-loop recursion, negated; with l1, parts that point against the pseudo-gradient are dropped.</summary>
    private double[] Direction(double[] pseudo)
    {
        var direction = (double[])pseudo.Clone();
        var factors = new double[history.Count];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            factors[i] = TensorPrimitives.Dot<double>(history[i].Step, direction) / history[i].Curvature;
            TensorPrimitives.MultiplyAdd(history[i].Change, -factors[i], direction, direction);
        }

        if (history.Count > 0)
        {
            var (_, change, curvature) = history[^1];
            TensorPrimitives.Multiply(direction, curvature / TensorPrimitives.SumOfSquares<double>(change), direction);
        }

        for (var i = 0; i < history.Count; i++)
        {
            var factor = TensorPrimitives.Dot<double>(history[i].Change, direction) / history[i].Curvature;
            TensorPrimitives.MultiplyAdd(history[i].Step, factors[i] - factor, direction, direction);
        }

        TensorPrimitives.Negate(direction, direction);
        if (l1 == 0) return direction;
        for (var i = 0; i < direction.Length; i++)
        {
            if (!objective.IsIntercept(i) && direction[i] * pseudo[i] >= 0) direction[i] = 0;
        }

        return direction;
    }

    private void Move(double[] direction, double[] pseudo, double size, double[] next)
    {
        TensorPrimitives.MultiplyAdd(direction, size, Parameters, next);
        if (l1 == 0) return;
        for (var i = 0; i < next.Length; i++)
        {
            if (objective.IsIntercept(i)) continue;
            var orthant = Parameters[i] != 0 ? Math.Sign(Parameters[i]) : -Math.Sign(pseudo[i]);
            if (next[i] * orthant <= 0) next[i] = 0;
        }
    }

    private void Remember(double[] next, double[] nextGradient)
    {
        var step = new double[next.Length];
        var change = new double[next.Length];
        TensorPrimitives.Subtract(next, Parameters, step);
        TensorPrimitives.Subtract(nextGradient, gradient, change);
        var curvature = TensorPrimitives.Dot<double>(step, change);
        if (curvature <= 1e-12 * TensorPrimitives.SumOfSquares<double>(change)) return;
        if (history.Count == Memory) history.RemoveAt(0);
        history.Add((step, change, curvature));
    }
}
