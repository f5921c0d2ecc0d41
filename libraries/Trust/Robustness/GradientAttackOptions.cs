namespace MlPlatform.Trust.Robustness;

/// <summary>What the scores of a model mean to an attack that follows their derivatives.</summary>
public enum ScoreScale
{
    /// <summary>Probabilities (of one score: of label 1), or one score of any unit with a threshold. The loss is −ln of the label's.</summary>
    Probability = 1,

    /// <summary>One log-odds per class; the loss is the cross-entropy of their softmax. Better where probabilities saturate at 1, whose derivatives vanish.</summary>
    LogOdds = 2,
}

/// <summary>What both gradient attacks ask.</summary>
public abstract record GradientAttackOptions
{
    public AttackNorm Norm { get; init; } = AttackNorm.LInfinity;

    /// <summary>The radius of the ball around the original, in scaled units, in which the numbers move.</summary>
    public double Epsilon { get; init; } = 0.3;

    public ScoreScale Scores { get; init; } = ScoreScale.Probability;

    /// <summary>How many codes or booleans may be swapped where moving the numbers was not enough: each time the one that raises the loss most.</summary>
    public int CategorySwaps { get; init; }

    /// <summary>Whether a row that was found is brought nearer along the straight line to the original, by bisection.</summary>
    public bool Shorten { get; init; } = true;
}

/// <summary>How <see cref="FastGradient"/> steps.</summary>
public sealed record FastGradientOptions : GradientAttackOptions
{
    /// <summary>Where set, steps of one, two, three, ... times this are tried until one succeeds or <see cref="GradientAttackOptions.Epsilon"/> is passed.</summary>
    public double? MinimalStep { get; init; }
}

/// <summary>How <see cref="ProjectedGradient"/> steps.</summary>
public sealed record ProjectedGradientOptions : GradientAttackOptions
{
    /// <summary>The length of a step in the norm, in scaled units.</summary>
    public double Step { get; init; } = 0.1;

    public int Iterations { get; init; } = 40;

    /// <summary>How many more times to begin, at random places in the ball, where beginning at the original did not succeed.</summary>
    public int Restarts { get; init; }
}
