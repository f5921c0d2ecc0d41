namespace MlPlatform.Trust.Robustness;

/// <summary>How <see cref="BoundaryAttack"/> searches. Distances are L2 over scaled differences.</summary>
public sealed record BoundaryAttackOptions
{
    /// <summary>How many rows the model may be asked to score, per attacked row.</summary>
    public int Budget { get; init; } = 5000;

    /// <summary>The first step around the original, as a share of the distance to it.</summary>
    public double OrthogonalStep { get; init; } = 0.1;

    /// <summary>The first step towards the original, as a share of the distance to it.</summary>
    public double SourceStep { get; init; } = 0.1;

    /// <summary>By how much a step shrinks where fewer than a fifth of the rows keep the wanted label, and grows where more than half do.</summary>
    public double Adaptation { get; init; } = 0.667;

    /// <summary>How many rows are tried at once.</summary>
    public int Sample { get; init; } = 20;

    /// <summary>From how many starts to walk to the boundary.</summary>
    public int Starts { get; init; } = 3;
}
