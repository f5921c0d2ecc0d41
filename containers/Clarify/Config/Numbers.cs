using System.Globalization;

namespace MlPlatform.Clarify.Config;

/// <summary>Numbers as reports and configurations spell them.</summary>
internal static class Numbers
{
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
