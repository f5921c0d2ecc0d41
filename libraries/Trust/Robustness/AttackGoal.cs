namespace MlPlatform.Trust.Robustness;

/// <summary>Which labels count as a success.</summary>
public readonly record struct AttackGoal
{
    private AttackGoal(int label, bool isTargeted)
    {
        Label = label;
        IsTargeted = isTargeted;
    }

    /// <summary>The label to leave, or to reach.</summary>
    public int Label { get; }

    public bool IsTargeted { get; }

    /// <summary>Any label but this.</summary>
    public static AttackGoal Leave(int label) => new(label, isTargeted: false);

    /// <summary>This label and no other.</summary>
    public static AttackGoal Reach(int label) => new(label, isTargeted: true);

    public bool IsReached(int label) => (label == Label) == IsTargeted;
}

/// <summary>In which norm, over scaled differences, an attack seeks to stay near.</summary>
public enum AttackNorm
{
    L1 = 1,
    L2 = 2,
    LInfinity = 3,
}
