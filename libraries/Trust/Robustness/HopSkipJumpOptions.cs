namespace MlPlatform.Trust.Robustness;

/// <summary>How <see cref="HopSkipJump"/> searches.</summary>
public sealed record HopSkipJumpOptions
{
    /// <summary>L2 or L∞.</summary>
    public AttackNorm Norm { get; init; } = AttackNorm.L2;

    /// <summary>How many rows the model may be asked to score, per attacked row.</summary>
    public int Budget { get; init; } = 2000;

    /// <summary>Rows asked for the first estimate of the boundary's direction; round t asks √t times as many.</summary>
    public int FirstSample { get; init; } = 50;

    /// <summary>From how many starts to walk to the boundary; the walk goes on from the nearest point met.</summary>
    public int Starts { get; init; } = 3;
}
