using MlPlatform.Tables;

namespace MlPlatform.Trust.Robustness;

/// <summary>HopSkipJump (Chen, Jordan and Wainwright, 2020): walks along the decision boundary towards the original, asking for labels only.</summary>
/// <remarks>
/// Each round: bisect to the boundary; estimate its normal from labels of random neighbours; step along it by ‖δ‖ / √t, halved until
/// the label is wanted; bisect again. Numbers walk; codes and booleans keep those of the start, turned back where the label allows.
/// On a grid the neighbours lie at least a step away, so that their labels can differ.
/// </remarks>
public sealed class HopSkipJump : IAttack
{
    /// <summary>The neighbours' distance, as a share of the distance to the original: Chen et al.'s √d·θ with θ = 0.01 / √d.</summary>
    private const double Neighbourhood = 0.01;
    private const double FirstNeighbourhood = 0.1;
    private const double StartPrecision = 0.001;
    private const int MostHalvings = 20;

    private readonly HopSkipJumpOptions options;

    public HopSkipJump(HopSkipJumpOptions options)
    {
        if (options.Norm == AttackNorm.L1) throw new ArgumentException("HopSkipJump walks in L2 or L∞.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.FirstSample);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Starts);
        this.options = options;
    }

    public string Name => "hop-skip-jump";

    public AttackNorm Norm => options.Norm;

    public AttackResult Run(AttackedModel model, ReadOnlySpan<double> row, AttackGoal goal, SeededRandom random, CancellationToken cancellationToken)
    {
        var oracle = new DecisionOracle(model, row, goal, options.Norm, options.Budget);
        if (oracle.Ask(row.ToArray())) return oracle.Result("");
        if (Nearest(oracle, random, cancellationToken) is not { } walk) return oracle.Result("No row of another label was found to start from.");

        var compass = new BoundaryCompass(walk, random);
        for (var round = 1; oracle.Left > 0 && walk.Length > 0; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var radius = (round == 1 ? FirstNeighbourhood : Neighbourhood) * walk.Length;
            var sample = Math.Min((int)(options.FirstSample * Math.Sqrt(round)), oracle.Left);
            Step(walk, compass.Direction(radius, sample), walk.Length / Math.Sqrt(round));
            walk.ApproachOriginal(Precision(walk));
        }

        return oracle.Result("");
    }

    /// <summary>The walk, on the boundary, whose start led nearest.</summary>
    private DecisionWalk? Nearest(DecisionOracle oracle, SeededRandom random, CancellationToken cancellationToken)
    {
        DecisionWalk? nearest = null;
        var shortest = double.PositiveInfinity;
        foreach (var start in new StartSearch(oracle, random).Find(options.Starts, cancellationToken))
        {
            var walk = new DecisionWalk(oracle, start, options.Norm);
            walk.ApproachOriginal(StartPrecision);
            var row = start.ToArray();
            walk.RowAt(walk.Place, row);
            var distance = oracle.DistanceOf(row);
            if (distance < shortest) (nearest, shortest) = (walk, distance);
        }

        return nearest;
    }

    private static double Precision(DecisionWalk walk) => Neighbourhood / (walk.Norm == AttackNorm.L2 ? Math.Sqrt(walk.Numbers.Count) : walk.Numbers.Count);

    private static void Step(DecisionWalk walk, ReadOnlySpan<double> direction, double length)
    {
        var trial = new double[direction.Length];
        for (var halving = 0; halving < MostHalvings && walk.Oracle.Left > 0; halving++, length /= 2)
        {
            for (var i = 0; i < trial.Length; i++) trial[i] = walk.Place[i] + (length * direction[i]);
            walk.Numbers.Clip(trial);
            if (!walk.Ask(trial)) continue;
            trial.CopyTo(walk.Place, 0);
            return;
        }
    }
}
