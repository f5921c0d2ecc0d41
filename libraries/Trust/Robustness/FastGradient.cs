using System.Numerics.Tensors;
using MlPlatform.Tables;

namespace MlPlatform.Trust.Robustness;

/// <summary>The fast gradient (sign) method (Goodfellow et al., 2015): one step x + ε · d along the loss's steepest ascent d in the norm.</summary>
/// <remarks>L∞: d = sign ∇; L2: ∇ / ‖∇‖; L1: the greatest component alone. With a minimal step, the first multiple of it that succeeds (as ART's minimal).</remarks>
public sealed class FastGradient(FastGradientOptions options) : IAttack
{
    public string Name => "fast-gradient";

    public AttackNorm Norm => options.Norm;

    public AttackResult Run(AttackedModel model, ReadOnlySpan<double> row, AttackGoal goal, SeededRandom random, CancellationToken cancellationToken)
    {
        var walk = new GradientWalk(model, row, goal, options);
        if (walk.Oracle.Ask(row.ToArray())) return walk.Oracle.Result("");
        for (var swaps = 0; !Step(walk, cancellationToken) && swaps < options.CategorySwaps; swaps++)
        {
            if (!walk.SwapOneCode()) break;
        }

        return walk.Result();
    }

    private bool Step(GradientWalk walk, CancellationToken cancellationToken)
    {
        double[] direction = new double[walk.Numbers.Count], moves = new double[walk.Numbers.Count];
        walk.Steepest(moves, direction);
        for (var length = options.MinimalStep ?? options.Epsilon; length <= options.Epsilon; length += options.MinimalStep ?? double.PositiveInfinity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TensorPrimitives.Multiply(direction, length, moves);
            walk.Numbers.Clip(moves);
            if (walk.Ask(moves)) return true;
        }

        return false;
    }
}
