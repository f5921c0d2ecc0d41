using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Robustness;

/// <summary>Asks the model for labels on behalf of an attack on one row: every row asked is made feasible first, every question is counted,
/// and the nearest row that had a wanted label is remembered.</summary>
internal sealed class DecisionOracle
{
    private readonly AttackedModel model;
    private readonly AttackGoal goal;
    private readonly RowDistance distance;
    private readonly int budget;
    private readonly double[] best;
    private readonly List<DistanceAfterQueries> history = [];
    private double[] scores = [];

    public DecisionOracle(AttackedModel model, ReadOnlySpan<double> original, AttackGoal goal, AttackNorm norm, int budget)
    {
        model.Space.Require(original);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(budget);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(goal.Label, model.Classes, nameof(goal));
        (this.model, this.goal, this.budget) = (model, goal, budget);
        distance = new RowDistance(model.Space, Kind(norm));
        Original = original.ToArray();
        best = original.ToArray();
    }

    public AttackedModel Model => model;

    public AttackGoal Goal => goal;

    public double[] Original { get; }

    /// <summary>How far the nearest row of a wanted label is; +∞ before there is one.</summary>
    public double BestDistance { get; private set; } = double.PositiveInfinity;

    public ReadOnlySpan<double> Best => best;

    public int Used { get; private set; }

    public int Left => budget - Used;

    public static DistanceKind Kind(AttackNorm norm) => norm switch
    {
        AttackNorm.L1 => DistanceKind.L1,
        AttackNorm.L2 => DistanceKind.L2,
        AttackNorm.LInfinity => DistanceKind.LInfinity,
        _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "Unknown norm."),
    };

    public double DistanceOf(ReadOnlySpan<double> row) => distance.Between(Original, row);

    /// <summary>Makes rows feasible in place and says of each whether its label is wanted.</summary>
    /// <returns>How many were asked: all, or as many as the budget had left.</returns>
    public int Ask(Span<double> rows, Span<bool> reached)
    {
        var width = model.Width;
        var count = Math.Min(rows.Length / width, Left);
        if (count == 0) return 0;
        for (var i = 0; i < count; i++) model.Space.Project(Original, rows.Slice(i * width, width));
        if (scores.Length < count * model.Model.Outputs) scores = new double[count * model.Model.Outputs];
        var answers = scores.AsSpan(0, count * model.Model.Outputs);
        model.Model.Fill(rows[..(count * width)], answers);
        for (var i = 0; i < count; i++)
        {
            reached[i] = goal.IsReached(model.Rule.Of(answers.Slice(i * model.Model.Outputs, model.Model.Outputs)));
            Used++;
            if (reached[i]) Remember(rows.Slice(i * width, width));
        }

        return count;
    }

    /// <summary>As the other, for one row; false where the budget is spent.</summary>
    public bool Ask(Span<double> row)
    {
        var reached = false;
        return Ask(row, new Span<bool>(ref reached)) == 1 && reached;
    }

    public AttackResult Result(string whenNone) => double.IsFinite(BestDistance)
        ? new AttackResult(true, best.ToArray(), BestDistance, Used) { History = [.. history] }
        : Ended(Original, whenNone);

    /// <summary>Nothing was found, and the attack ended at a row.</summary>
    public AttackResult Ended(ReadOnlySpan<double> row, string reason) => new(false, row.ToArray(), DistanceOf(row), Used) { Reason = reason };

    private void Remember(ReadOnlySpan<double> row)
    {
        var far = distance.Between(Original, row);
        if (far >= BestDistance) return;
        BestDistance = far;
        row.CopyTo(best);
        history.Add(new DistanceAfterQueries(Used, far));
    }
}
