using System.Globalization;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Config;

/// <summary>Numbers as reports and configurations spell them.</summary>
internal static class Numbers
{
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The interval from a threshold, which is outside it, to the column's largest value, as Clarify spells it.</summary>
    public static string Above(double threshold, NumberColumn column) =>
        $"({Of(threshold)}, {Of(column.ToArray().Where(number => !double.IsNaN(number)).DefaultIfEmpty(threshold).Max())}]";

    public static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
