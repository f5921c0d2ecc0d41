using System.Globalization;

namespace MlPlatform.Tables.Reading;

/// <summary>Decimal text to double, correctly rounded, without a string.</summary>
public static class NumberText
{
    private const int MaxExactDigits = 15;

    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];

    /// <summary>True for a finite decimal number, with blanks around it allowed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value)
    {
        utf8 = utf8.Trim((byte)' ');
        return TryParseShort(utf8, out value)
            || (double.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));
    }

    /// <summary>At most 15 digits and no exponent: the digits and the power of ten are exact, so one division rounds correctly.</summary>
    private static bool TryParseShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var index = 0;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        if (negative) index++;
        var digits = 0;
        var decimals = -1;
        long mantissa = 0;
        for (; index < text.Length; index++)
        {
            var digit = text[index] - (byte)'0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                if (++digits > MaxExactDigits) return false;
                if (decimals >= 0) decimals++;
            }
            else if (text[index] == (byte)'.' && decimals < 0) decimals = 0;
            else return false;
        }

        if (digits == 0) return false;
        value = decimals > 0 ? mantissa / PowersOfTen[decimals] : mantissa;
        if (negative) value = -value;
        return true;
    }
}
