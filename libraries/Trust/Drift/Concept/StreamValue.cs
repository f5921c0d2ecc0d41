using System.Globalization;

namespace MlPlatform.Trust.Drift.Concept;

/// <summary>What a stream may hold.</summary>
internal static class StreamValue
{
    public static void RequireFinite(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException($"{value.ToString(CultureInfo.InvariantCulture)} is no finite number.", nameof(value));
    }

    public static void RequireShare(double value)
    {
        if (!(value >= 0 && value <= 1)) throw new ArgumentException($"{value.ToString(CultureInfo.InvariantCulture)} is no error between 0 and 1.", nameof(value));
    }
}
