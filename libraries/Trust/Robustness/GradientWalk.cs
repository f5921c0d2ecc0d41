using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Robustness;

/// <summary>What the gradient attacks share: numbers that move in a ball around the original under fixed codes, and the search for codes to swap.</summary>
internal sealed class GradientWalk
{
    private const double ShortenPrecision = 1e-7;

    private readonly AttackedModel model;
    private readonly LossGradient loss;
    private readonly GradientAttackOptions options;
    private readonly double[] derivatives;
    private readonly double[] place;
    private readonly double[] codes;

    public GradientWalk(AttackedModel model, ReadOnlySpan<double> row, AttackGoal goal, GradientAttackOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Epsilon);
        (this.model, this.options) = (model, options);
        loss = new LossGradient(model, goal, options.Scores);
        Oracle = new DecisionOracle(model, row, goal, options.Norm, int.MaxValue);
        Numbers = new NumberMoves(model.Space, row);
        derivatives = new double[model.Width];
        place = new double[model.Width];
        codes = row.ToArray();
        Last = row.ToArray();
    }

    public DecisionOracle Oracle { get; }

    public NumberMoves Numbers { get; }

    /// <summary>The feasible row that was asked last.</summary>
    public double[] Last { get; }

    /// <summary>The unit vector, in the norm, along which the loss grows most at a vector of moves.</summary>
    public void Steepest(ReadOnlySpan<double> moves, Span<double> direction)
    {
        codes.CopyTo(place, 0);
        Numbers.Write(moves, place);
        loss.At(place, derivatives);
        for (var i = 0; i < direction.Length; i++) direction[i] = derivatives[Numbers.Columns[i]] * Numbers.ScaleOf(i);
        Norms.Steepest(direction, options.Norm);
    }

    /// <summary>Whether the feasible row at a vector of moves, no farther than it, has a wanted label.</summary>
    public bool Ask(ReadOnlySpan<double> moves)
    {
        codes.CopyTo(Last, 0);
        Numbers.Write(moves, Last);
        model.Space.Project(Oracle.Original, Last, Rounding.TowardsOriginal);
        return Oracle.Ask(Last);
    }

    /// <summary>Swaps, under the last row's numbers, the code or boolean that raises the loss most; false where there is nothing to swap.</summary>
    public bool SwapOneCode()
    {
        var trials = Swaps();
        if (trials.Count == 0) return false;
        var rows = trials.SelectMany(trial => trial).ToArray();
        var scores = model.Model.Scores(rows);
        var best = Enumerable.Range(0, trials.Count).MaxBy(k => loss.Value(scores.AsSpan(k * model.Model.Outputs, model.Model.Outputs)));
        trials[best].CopyTo(codes, 0);
        trials[best].CopyTo(Last, 0);
        Oracle.Ask(rows, new bool[trials.Count]);
        return true;
    }

    public AttackResult Result()
    {
        if (!double.IsFinite(Oracle.BestDistance)) return Oracle.Ended(Last, "No row in the ball has another label by this attack.");
        if (options.Shorten) new DecisionWalk(Oracle, Oracle.Best.ToArray(), options.Norm).ApproachOriginal(ShortenPrecision);
        return Oracle.Result("");
    }

    private List<double[]> Swaps()
    {
        var trials = new List<double[]>();
        for (var j = 0; j < model.Width; j++)
        {
            var column = model.Space.Columns[j];
            if (column.IsNumeric || !codes[j].Equals(Oracle.Original[j])) continue;
            foreach (var code in column.Kind == ColumnKind.Boolean ? [0, 1] : column.Codes)
            {
                if (code.Equals(codes[j]) || !model.Space.Project(j, Oracle.Original[j], code).Equals(code)) continue;
                trials.Add([.. Last]);
                trials[^1][j] = code;
            }
        }

        return trials;
    }
}
