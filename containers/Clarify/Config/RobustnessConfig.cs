using MlPlatform.Trust.Robustness;

namespace MlPlatform.Clarify.Config;

/// <summary>How the model is attacked: <c>methods.robustness</c>, our own.</summary>
internal sealed record RobustnessConfig
{
    private const string Where = "methods.robustness";
    private const int DefaultBudget = 1000;

    /// <summary>hop_skip_jump (the default), boundary, fast_gradient, projected_gradient; each row counts by the nearest that any finds.</summary>
    public IReadOnlyList<string>? Attacks { get; init; }

    /// <summary>l2 (the default) or linf, over scaled differences.</summary>
    public string? Norm { get; init; }

    /// <summary>How many rows are attacked, drawn by the seed; 100 where absent.</summary>
    public int? MaxRows { get; init; }

    /// <summary>How many rows the model may be asked to score per attacked row, by attacks that only see labels.</summary>
    public int? Budget { get; init; }

    /// <summary>The distance, in scaled units, from which on a row counts as wholly robust; 1 where absent.</summary>
    public double? Reach { get; init; }

    public long? Seed { get; init; }

    public IReadOnlyList<ColumnRuleConfig>? Columns { get; init; }

    public AttackNorm AttackNorm => Norm switch
    {
        null or "l2" => AttackNorm.L2,
        "linf" => AttackNorm.LInfinity,
        _ => throw new ClarifyException($"The norm '{Norm}' of {Where} is neither l2 nor linf."),
    };

    public IReadOnlyList<IAttack> Build() => [.. (Attacks ?? ["hop_skip_jump"]).Select(Build)];

    public void Check()
    {
        if (Build().Count == 0) throw new ClarifyException($"{Where}.attacks is empty.");
        if (MaxRows is < 1) throw new ClarifyException($"{Where}.max_rows is {MaxRows}; it must be at least 1.");
        if (Budget is < 1) throw new ClarifyException($"{Where}.budget is {Budget}; it must be at least 1.");
        if (Reach is <= 0) throw new ClarifyException($"{Where}.reach must be above 0.");
        foreach (var rule in Columns ?? []) rule.Check(Where);
    }

    private IAttack Build(string name) => name switch
    {
        "hop_skip_jump" => new HopSkipJump(new HopSkipJumpOptions { Norm = AttackNorm, Budget = Budget ?? DefaultBudget }),
        "boundary" when AttackNorm == AttackNorm.L2 => new BoundaryAttack(new BoundaryAttackOptions { Budget = Budget ?? DefaultBudget }),
        "boundary" => throw new ClarifyException($"The attack 'boundary' of {Where} measures in l2 only."),
        "fast_gradient" => new FastGradient(new FastGradientOptions { Norm = AttackNorm, Epsilon = 2 * (Reach ?? 1) }),
        "projected_gradient" => new ProjectedGradient(new ProjectedGradientOptions { Norm = AttackNorm, Epsilon = Reach ?? 1, Step = (Reach ?? 1) / 10, Restarts = 2, CategorySwaps = 1 }),
        _ => throw new ClarifyException($"The attack '{name}' of {Where} is none of hop_skip_jump, boundary, fast_gradient, projected_gradient."),
    };
}
