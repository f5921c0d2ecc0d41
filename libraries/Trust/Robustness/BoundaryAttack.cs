using System.Numerics.Tensors;
using MlPlatform.Tables;

namespace MlPlatform.Trust.Robustness;

/// <summary>The boundary attack (Brendel, Rauber and Bethge, 2018): a random walk that stays on the wanted side and comes ever nearer.</summary>
/// <remarks>
/// Each round tries random steps on the sphere around the original, then from those of a wanted label a step towards it; both step
/// lengths adapt to the share that succeeds. Codes and booleans keep those of the start, turned back where the label allows.
/// </remarks>
public sealed class BoundaryAttack : IAttack
{
    private const double Few = 0.2;
    private const double Many = 0.5;
    private const double LeastStep = 1e-7;
    private const double MostStep = 0.9;
    private const double StartPrecision = 0.001;

    private readonly BoundaryAttackOptions options;

    public BoundaryAttack(BoundaryAttackOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.OrthogonalStep);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.SourceStep);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Sample);
        if (options.Adaptation is <= 0 or >= 1) throw new ArgumentException("The adaptation lies between 0 and 1.", nameof(options));
        this.options = options;
    }

    public string Name => "boundary";

    public AttackNorm Norm => AttackNorm.L2;

    public AttackResult Run(AttackedModel model, ReadOnlySpan<double> row, AttackGoal goal, SeededRandom random, CancellationToken cancellationToken)
    {
        var oracle = new DecisionOracle(model, row, goal, Norm, options.Budget);
        if (oracle.Ask(row.ToArray())) return oracle.Result("");
        var starts = new StartSearch(oracle, random).Find(options.Starts, cancellationToken);
        if (starts.Count == 0) return oracle.Result("No row of another label was found to start from.");

        var walks = starts.ConvertAll(start => new DecisionWalk(oracle, start, Norm));
        foreach (var walk in walks) walk.ApproachOriginal(StartPrecision);
        var nearest = walks.MinBy(walk => walk.Length)!;
        if (nearest.Numbers.Count > 0) Walk(nearest, random, cancellationToken);
        return oracle.Result("");
    }

    private void Walk(DecisionWalk walk, SeededRandom random, CancellationToken cancellationToken)
    {
        var (around, towards) = (options.OrthogonalStep, options.SourceStep);
        var count = walk.Numbers.Count;
        var trials = new double[options.Sample * count];
        while (walk.Oracle.Left > 0 && walk.Length > 0 && around > LeastStep && towards > LeastStep)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var k = 0; k < options.Sample; k++) StepAround(walk, around, random, trials.AsSpan(k * count, count));
            var wanted = Ask(walk, trials);
            around = Adapt(around, wanted.Count, options.Sample);
            if (wanted.Count == 0) continue;

            var nearer = new double[wanted.Count * count];
            for (var k = 0; k < wanted.Count; k++) TensorPrimitives.Multiply(trials.AsSpan(wanted[k] * count, count), 1 - towards, nearer.AsSpan(k * count, count));
            var kept = Ask(walk, nearer);
            towards = Adapt(towards, kept.Count, wanted.Count);
            if (kept.Count == 0) continue;
            var best = kept.MinBy(k => TensorPrimitives.Norm(nearer.AsSpan(k * count, count)));
            nearer.AsSpan(best * count, count).CopyTo(walk.Place);
        }
    }

    private double Adapt(double step, int succeeded, int tried) =>
        succeeded < Few * tried ? step * options.Adaptation : succeeded > Many * tried ? Math.Min(step / options.Adaptation, MostStep) : step;

    /// <summary>A step of a share of the distance, at right angles to the way to the original, put back on the sphere.</summary>
    private static void StepAround(DecisionWalk walk, double share, SeededRandom random, Span<double> trial)
    {
        NormalNumbers.Fill(random, trial);
        var length = walk.Length;
        TensorPrimitives.Multiply(trial, share * length / TensorPrimitives.Norm(trial), trial);
        var along = TensorPrimitives.Dot(trial, walk.Place) / (length * length);
        var shrink = 1 / Math.Sqrt(1 + (share * share));
        for (var i = 0; i < trial.Length; i++) trial[i] = (walk.Place[i] + trial[i] - (along * walk.Place[i])) * shrink;
        walk.Numbers.Clip(trial);
    }

    /// <summary>Which of the trials have a wanted label.</summary>
    private static List<int> Ask(DecisionWalk walk, ReadOnlySpan<double> trials)
    {
        int count = walk.Numbers.Count, tried = trials.Length / count, width = walk.Oracle.Original.Length;
        var rows = new double[tried * width];
        for (var k = 0; k < tried; k++) walk.RowAt(trials.Slice(k * count, count), rows.AsSpan(k * width, width));
        var reached = new bool[tried];
        var asked = walk.Oracle.Ask(rows, reached);
        return [.. Enumerable.Range(0, asked).Where(k => reached[k])];
    }
}
