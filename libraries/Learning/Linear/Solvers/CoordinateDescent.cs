using System.Numerics.Tensors;
using MlPlatform.Learning.Linear.Objective;

namespace MlPlatform.Learning.Linear.Solvers;

/// <summary>Finds the step that a parabola plus absolute weights asks for, one coordinate at a time.</summary>
/// <remarks>Friedman, Hastie and Tibshirani, "Regularization paths for generalized linear models via coordinate descent", 2010.</remarks>
internal static class CoordinateDescent
{
    private const int MostSweeps = 10_000;
    private const double Tolerance = 1e-13;

    /// <summary>Minimises slope·d + d·curvature·d / 2 + sum of l1[i] |weights[i] + d[i]| over d.</summary>
    public static double[] Solve(SquareMatrix curvature, ReadOnlySpan<double> slope, ReadOnlySpan<double> weights, ReadOnlySpan<double> l1)
    {
        var step = new double[weights.Length];
        var current = slope.ToArray();
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            double gain = 0, largest = 0;
            for (var i = 0; i < step.Length; i++)
            {
                var bend = curvature[i, i];
                if (!(bend > 0)) continue;
                var position = weights[i] + step[i];
                var next = Shrink(position - (current[i] / bend), l1[i] / bend);
                var move = next - position;
                if (move == 0) continue;
                step[i] += move;
                TensorPrimitives.MultiplyAdd(curvature.Row(i), move, current, current);
                gain = Math.Max(gain, bend * move * move);
                largest = Math.Max(largest, bend * step[i] * step[i]);
            }

            if (gain <= Tolerance * largest) break;
        }

        return step;
    }

    public static double Shrink(double value, double by) => Math.Sign(value) * Math.Max(0, Math.Abs(value) - by);
}
