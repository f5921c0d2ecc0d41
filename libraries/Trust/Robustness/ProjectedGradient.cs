using System.Numerics.Tensors;
using MlPlatform.Tables;

namespace MlPlatform.Trust.Robustness;

/// <summary>Projected gradient descent (Madry et al., 2018): repeated steps along the loss's steepest ascent, each brought back into the ball around the original.</summary>
/// <remarks>x ← P(x + step · d), d as in <see cref="FastGradient"/>; P first keeps the columns' ranges, then the ball's radius ε in the norm.</remarks>
public sealed class ProjectedGradient(ProjectedGradientOptions options) : IAttack
{
    public string Name => "projected-gradient";

    public AttackNorm Norm => options.Norm;

    public AttackResult Run(AttackedModel model, ReadOnlySpan<double> row, AttackGoal goal, SeededRandom random, CancellationToken cancellationToken)
    {
        var walk = new GradientWalk(model, row, goal, options);
        if (walk.Oracle.Ask(row.ToArray())) return walk.Oracle.Result("");
        for (var swaps = 0; !Descend(walk, random, cancellationToken) && swaps < options.CategorySwaps; swaps++)
        {
            if (!walk.SwapOneCode()) break;
        }

        return walk.Result();
    }

    private bool Descend(GradientWalk walk, SeededRandom random, CancellationToken cancellationToken)
    {
        var moves = new double[walk.Numbers.Count];
        for (var start = 0; start <= options.Restarts; start++)
        {
            if (start > 0) Scatter(moves, random);
            walk.Numbers.Clip(moves);
            if (DescendFrom(moves, walk, cancellationToken)) return true;
        }

        return false;
    }

    private bool DescendFrom(double[] moves, GradientWalk walk, CancellationToken cancellationToken)
    {
        var direction = new double[moves.Length];
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            walk.Steepest(moves, direction);
            TensorPrimitives.MultiplyAdd(direction, options.Step, moves, moves);
            walk.Numbers.Clip(moves);
            Norms.IntoBall(moves, options.Epsilon, options.Norm);
        }

        return walk.Ask(moves);
    }

    /// <summary>A random place in the ball: uniform in the cube for L∞, on a random ray for the others.</summary>
    private void Scatter(double[] moves, SeededRandom random)
    {
        for (var i = 0; i < moves.Length; i++) moves[i] = options.Norm == AttackNorm.LInfinity ? options.Epsilon * ((2 * random.NextDouble()) - 1) : random.NextNormal();
        var length = Norms.Of(moves, options.Norm);
        if (options.Norm != AttackNorm.LInfinity && length > 0) TensorPrimitives.Multiply(moves, options.Epsilon * random.NextDouble() / length, moves);
    }
}
