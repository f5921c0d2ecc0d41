namespace MlPlatform.Trust.Bias;

/// <summary>What a metric says: a value, or the reason why it has none. It is never NaN or infinite by accident.</summary>
public readonly record struct MetricOutcome
{
    private MetricOutcome(double? value, string? reason, double? limit = null)
    {
        Value = value;
        Reason = reason;
        Limit = limit;
    }

    /// <summary>The value, or null where the metric is undefined for this data.</summary>
    public double? Value { get; }

    /// <summary>Why there is no value; null where there is one.</summary>
    public string? Reason { get; }

    /// <summary>Positive or negative infinity where that is why there is no value, else null.</summary>
    public double? Limit { get; }

    public static MetricOutcome Of(double value) =>
        double.IsFinite(value) ? new MetricOutcome(value, null) : throw new ArgumentOutOfRangeException(nameof(value), value, "A metric's value must be finite.");

    public static MetricOutcome Undefined(string reason) => new(null, reason);

    /// <summary>No value because it grows without bound.</summary>
    public static MetricOutcome Infinite(double limit, string reason) => new(null, reason, limit);

    /// <summary>numerator / denominator; where the denominator is zero, <paramref name="whenZero"/> is the reason, or the rule decides.</summary>
    public static MetricOutcome Ratio(double numerator, double denominator, string whenZero, ZeroRule rule = ZeroRule.Stated) => denominator switch
    {
        not 0 => Of(numerator / denominator),
        _ when rule != ZeroRule.AsClarify => Undefined(whenZero),
        _ => numerator == 0 ? Of(0) : Infinite(numerator > 0 ? double.PositiveInfinity : double.NegativeInfinity, whenZero),
    };

    /// <summary>This less the other; undefined, with the first reason, where either is; infinite where one is, 0 where both are alike.</summary>
    public MetricOutcome Minus(MetricOutcome other) => (this, other) switch
    {
        ({ Value: { } left }, { Value: { } right }) => Of(left - right),
        ({ Limit: { } left }, { Limit: { } right }) when left == right => Of(0),
        ({ Value: not null }, { Limit: { } right }) => Infinite(-right, other.Reason!),
        ({ Value: null }, _) => this,
        _ => other,
    };

    /// <summary>This divided by the other; undefined where either is, or where the other is zero and the rule says so.</summary>
    public MetricOutcome DividedBy(MetricOutcome other, string whenZero, ZeroRule rule = ZeroRule.Stated) =>
        Value is not { } left ? this : other.Value is not { } right ? other : Ratio(left, right, whenZero, rule);

    /// <summary>A function of the value; undefined where this is.</summary>
    public MetricOutcome Map(Func<double, double> function) => Value is { } value ? Of(function(value)) : this;

    /// <summary>A function of both values; undefined, with the first reason, where either is.</summary>
    public MetricOutcome With(MetricOutcome other, Func<double, double, double> function) =>
        Value is not { } left ? this : other.Value is not { } right ? other : Of(function(left, right));

    public override string ToString() =>
        Value is { } value ? value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : $"undefined: {Reason}";
}
