namespace MlPlatform.Tables.Reading;

/// <summary>ISO 8601 points in time to microseconds since 1970-01-01 UTC.</summary>
/// <remarks>
/// <c>2024-05-31</c>, <c>2024-05-31T23:59</c>, with seconds and up to nine decimals of them, with a blank for the T, and with <c>Z</c>,
/// <c>+02</c>, <c>+0200</c> or <c>+02:00</c> at the end. Without an offset it is UTC; what is finer than a microsecond is cut off.
/// </remarks>
public static class DateText
{
    private const long Second = 1_000_000;
    private const int MostDecimals = 9;

    /// <summary>An offset must not lead out of the years 1 to 9999.</summary>
    private const long First = -62_135_596_800 * Second;

    private const long Last = (253_402_300_800 * Second) - 1;

    public static bool TryParse(ReadOnlySpan<byte> utf8, out long microseconds)
    {
        microseconds = 0;
        if (utf8.Length < 10 || utf8[4] != '-' || utf8[7] != '-') return false;
        if (!Digits(utf8[..4], out var year) || !Digits(utf8[5..7], out var month) || !Digits(utf8[8..10], out var day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        long days = new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        microseconds = days * 86_400 * Second;
        var rest = utf8[10..];
        if (rest.IsEmpty) return true;
        return rest[0] is (byte)'T' or (byte)'t' or (byte)' ' && TryTime(rest[1..], ref microseconds) && microseconds is >= First and <= Last;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, ref long microseconds)
    {
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute)) return false;
        if (hour > 23 || minute > 59) return false;
        microseconds += ((hour * 60L) + minute) * 60 * Second;
        text = text[5..];
        if (!text.IsEmpty && text[0] == ':')
        {
            if (text.Length < 3 || !Digits(text[1..3], out var second) || second > 59) return false;
            microseconds += second * Second;
            text = text[3..];
            if (!text.IsEmpty && text[0] == '.' && !TryDecimals(ref text, ref microseconds)) return false;
        }

        return TryOffset(text, ref microseconds);
    }

    private static bool TryDecimals(ref ReadOnlySpan<byte> text, ref long microseconds)
    {
        var unit = Second / 10;
        var count = 0;
        for (text = text[1..]; !text.IsEmpty && (uint)(text[0] - '0') <= 9; text = text[1..])
        {
            microseconds += (text[0] - '0') * unit;
            unit /= 10;
            count++;
        }

        return count is > 0 and <= MostDecimals;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, ref long microseconds)
    {
        if (text.IsEmpty || (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z')) return true;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6)) return false;
        if (text.Length == 6 && text[3] != ':') return false;
        var minute = 0;
        if (!Digits(text[1..3], out var hour) || hour > 23) return false;
        if (text.Length > 3 && (!Digits(text[^2..], out minute) || minute > 59)) return false;
        var offset = ((hour * 60L) + minute) * 60 * Second;
        microseconds -= text[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var symbol in text)
        {
            if ((uint)(symbol - '0') > 9) return false;
            value = (value * 10) + symbol - '0';
        }

        return true;
    }
}
