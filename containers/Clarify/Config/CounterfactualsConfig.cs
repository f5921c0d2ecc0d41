using MlPlatform.Trust.Constraints;

namespace MlPlatform.Clarify.Config;

/// <summary>Which rows' counterfactuals are wanted: <c>methods.counterfactuals</c>, our own.</summary>
internal sealed record CounterfactualsConfig
{
    private const string Where = "methods.counterfactuals";

    /// <summary>Rows of the data set, from 0; absent, the first ones that do not have the wanted outcome.</summary>
    public IReadOnlyList<int>? Rows { get; init; }

    /// <summary>How many rows where none are named; 10 where absent.</summary>
    public int? MaxRows { get; init; }

    /// <summary>Absent: the other label of a model of two.</summary>
    public WantedConfig? Wanted { get; init; }

    /// <summary>How many per row; 3 where absent.</summary>
    public int? Count { get; init; }

    /// <summary>l1 (the default), l2, l0, gower or heom.</summary>
    public string? Distance { get; init; }

    public double? Sparsity { get; init; }

    public double? Plausibility { get; init; }

    public double? Diversity { get; init; }

    /// <summary>How many rows the model may be asked to score per explained row.</summary>
    public int? Budget { get; init; }

    public long? Seed { get; init; }

    public IReadOnlyList<ColumnRuleConfig>? Columns { get; init; }

    public DistanceKind Kind => Distance switch
    {
        null or "l1" => DistanceKind.L1,
        "l2" => DistanceKind.L2,
        "l0" => DistanceKind.L0,
        "gower" => DistanceKind.Gower,
        "heom" => DistanceKind.Heom,
        _ => throw new ClarifyException($"The distance '{Distance}' of {Where} is none of l1, l2, l0, gower, heom."),
    };

    public void Check()
    {
        _ = Kind;
        if (Count is < 1) throw new ClarifyException($"{Where}.count is {Count}; it must be at least 1.");
        if (MaxRows is < 1) throw new ClarifyException($"{Where}.max_rows is {MaxRows}; it must be at least 1.");
        if (Budget is < 1) throw new ClarifyException($"{Where}.budget is {Budget}; it must be at least 1.");
        if (Sparsity is < 0 || Plausibility is < 0 || Diversity is < 0) throw new ClarifyException($"sparsity, plausibility and diversity of {Where} must be at least 0.");
        if (Wanted is { Label: not null, Low: not null } or { Label: not null, High: not null }) throw new ClarifyException($"{Where}.wanted names both a label and a range of the score.");
        if (Wanted is { Label: null, Low: null, High: null }) throw new ClarifyException($"{Where}.wanted names neither a label nor a range of the score (low, high).");
        foreach (var rule in Columns ?? []) rule.Check(Where);
    }
}

/// <summary>Which outcome is wanted: a label, or a score from <see cref="Low"/> to <see cref="High"/>.</summary>
internal sealed record WantedConfig
{
    [System.Text.Json.Serialization.JsonConverter(typeof(ScalarConverter))] public string? Label { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }
}
