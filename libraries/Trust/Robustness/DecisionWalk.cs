namespace MlPlatform.Trust.Robustness;

/// <summary>What the decision-based attacks share: a place of a wanted label, as a vector of numeric moves over a row whose codes stand still, and the search along a line.</summary>
internal sealed class DecisionWalk
{
    private readonly double[] row;
    private readonly double[] trial;

    public DecisionWalk(DecisionOracle oracle, double[] start, AttackNorm norm)
    {
        (Oracle, Norm) = (oracle, norm);
        Numbers = new NumberMoves(oracle.Model.Space, oracle.Original);
        row = start.ToArray();
        trial = new double[Numbers.Count];
        Place = new double[Numbers.Count];
        Numbers.Read(start, Place);
    }

    public DecisionOracle Oracle { get; }

    public AttackNorm Norm { get; }

    public NumberMoves Numbers { get; }

    /// <summary>Where the walk stands: its row has a wanted label.</summary>
    public double[] Place { get; }

    public double Length => Norms.Of(Place, Norm);

    /// <summary>The row at a vector of moves, with the walk's codes.</summary>
    public void RowAt(ReadOnlySpan<double> moves, Span<double> target)
    {
        row.CopyTo(target);
        Numbers.Write(moves, target);
    }

    /// <summary>Whether the row at a vector of moves has a wanted label; false where the budget is spent.</summary>
    public bool Ask(ReadOnlySpan<double> moves)
    {
        var asked = row.ToArray();
        Numbers.Write(moves, asked);
        return Oracle.Ask(asked);
    }

    /// <summary>Bisects between the place and the original, down to a share of the way, and moves the place to the nearest wanted point found.</summary>
    /// <remarks>In L2 the points are α·place; in L∞ the place held within [−α, α]: the ball shrinks.</remarks>
    public void ApproachOriginal(double precision)
    {
        if (Numbers.Count == 0) return;
        var reach = Norm == AttackNorm.LInfinity ? Length : 1;
        var (low, high) = (0.0, 1.0);
        while (high - low > precision && Oracle.Left > 0)
        {
            var middle = (low + high) / 2;
            Shrink(middle * reach);
            if (Ask(trial)) high = middle;
            else low = middle;
        }

        Shrink(high * reach);
        trial.CopyTo(Place, 0);
    }

    private void Shrink(double share)
    {
        for (var i = 0; i < trial.Length; i++) trial[i] = Norm == AttackNorm.LInfinity ? Math.Clamp(Place[i], -share, share) : share * Place[i];
    }
}
