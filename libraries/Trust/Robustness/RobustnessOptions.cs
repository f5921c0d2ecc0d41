using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Robustness;

/// <summary>How <see cref="RobustnessAnalysis"/> measures.</summary>
public sealed record RobustnessOptions
{
    /// <summary>Each row's distance is the least that any of them finds. All measure in one norm.</summary>
    public IReadOnlyList<IAttack> Attacks { get; init; } = [new HopSkipJump(new HopSkipJumpOptions())];

    /// <summary>The distance, in scaled units, from which on a row counts as wholly robust.</summary>
    public double Reach { get; init; } = 1;

    /// <summary>Where the curve is read, ascending; null for eleven even points from 0 to the reach.</summary>
    public IReadOnlyList<double>? Epsilons { get; init; }

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = 1;

    /// <summary>How intervals and the comparison of groups resample.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new();

    internal IReadOnlyList<double> Points => Epsilons ?? [.. Enumerable.Range(0, 11).Select(i => Reach * i / 10)];

    internal void Check()
    {
        Bootstrap.Require();
        if (!(Reach > 0) || !double.IsFinite(Reach)) throw new ArgumentException("The reach is a number above 0.", nameof(Reach));
        if (Attacks.Count == 0) throw new ArgumentException("At least one attack is needed.", nameof(Attacks));
        if (Attacks.Any(attack => attack.Norm != Attacks[0].Norm)) throw new ArgumentException("Attacks of one analysis measure in one norm.", nameof(Attacks));
        for (var i = 1; i < Points.Count; i++)
        {
            if (Points[i] < Points[i - 1]) throw new ArgumentException("The curve's points ascend.", nameof(Epsilons));
        }
    }
}
