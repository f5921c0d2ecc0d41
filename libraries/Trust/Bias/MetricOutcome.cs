namespace MlPlatform.Trust.Bias;

/// <summary>What a metric says: a value, or the reason why it has none. It is never NaN or infinite by accident.</summary>
public readonly record struct MetricOutcome
{
    private MetricOutcome(double? value, string? reason)
    {
        Value = value;
        Reason = reason;
    }

    /// <summary>The value, or null where the metric is undefined for this data.</summary>
    public double? Value { get; }

    /// <summary>Why there is no value; null where there is one.</summary>
    public string? Reason { get; }

    public static MetricOutcome Of(double value) =>
        double.IsFinite(value) ? new MetricOutcome(value, null) : throw new ArgumentOutOfRangeException(nameof(value), value, "A metric's value must be finite.");

    public static MetricOutcome Undefined(string reason) => new(null, reason);

    /// <summary>numerator / denominator, or <paramref name="whenZero"/> as the reason where the denominator is zero.</summary>
    public static MetricOutcome Ratio(double numerator, double denominator, string whenZero) =>
        denominator == 0 ? Undefined(whenZero) : Of(numerator / denominator);

    /// <summary>This less the other; undefined, with the first reason, where either is.</summary>
    public MetricOutcome Minus(MetricOutcome other) =>
        Value is not { } left ? this : other.Value is not { } right ? other : Of(left - right);

    /// <summary>This divided by the other; undefined where either is, or where the other is zero.</summary>
    public MetricOutcome DividedBy(MetricOutcome other, string whenZero) =>
        Value is not { } left ? this : other.Value is not { } right ? other : Ratio(left, right, whenZero);

    public override string ToString() =>
        Value is { } value ? value.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : $"undefined: {Reason}";
}
