using System.Globalization;

namespace MlPlatform.Aws.Signing;

/// <summary>Times in the form <c>yyyyMMddTHHmmssZ</c>.</summary>
internal static class AmazonTimestamp
{
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != 16 || text[8] != 'T' || text[15] != 'Z') return false;
        if (!Number(text[..4], out var year) || !Number(text.Slice(4, 2), out var month) || !Number(text.Slice(6, 2), out var day)) return false;
        if (!Number(text.Slice(9, 2), out var hour) || !Number(text.Slice(11, 2), out var minute) || !Number(text.Slice(13, 2), out var second)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static bool Number(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
