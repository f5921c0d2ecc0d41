using MlPlatform.Trust.Constraints;

namespace MlPlatform.Clarify.Config;

/// <summary>What a column of the data may become, where the data does not show it; our own, Clarify has no such member.</summary>
internal sealed record ColumnRuleConfig
{
    public string? Name { get; init; }

    /// <summary>free, only_up, only_down or none.</summary>
    public string? Movement { get; init; }

    /// <summary>In the column's unit; absent, the least value of the data.</summary>
    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    /// <summary>Numbers are whole multiples of it; 0 for any number. Absent: 1 where the data is whole, else the decimals of the data.</summary>
    public double? Step { get; init; }

    /// <summary>The difference that counts as 1; absent, the median absolute deviation.</summary>
    public double? Scale { get; init; }

    public Movement? Way => Movement switch
    {
        null => null,
        "free" => Trust.Constraints.Movement.Free,
        "only_up" => Trust.Constraints.Movement.OnlyUp,
        "only_down" => Trust.Constraints.Movement.OnlyDown,
        "none" => Trust.Constraints.Movement.None,
        _ => throw new ClarifyException($"The movement '{Movement}' of the column '{Name}' is none of free, only_up, only_down, none."),
    };

    public void Check(string where)
    {
        if (Name is null) throw new ClarifyException($"A rule of {where}.columns has no name.");
        _ = Way;
    }
}
