using System.Globalization;

namespace MlPlatform.Trust.Monitoring;

/// <summary>A column as it was observed: texts, so that a value of the wrong type is still there to be counted; null where missing.</summary>
public sealed record ObservedColumn(string Name, IReadOnlyList<string?> Values)
{
    public int Present => Values.Count(value => value is not null);

    /// <summary>The values that are finite numbers, in order.</summary>
    public double[] Numbers() => [.. Values.Select(ToNumber).Where(double.IsFinite)];

    /// <summary>One number per row, NaN where there is none.</summary>
    public double[] NumberPerRow() => [.. Values.Select(ToNumber)];

    internal static double ToNumber(string? value) =>
        value is not null && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
