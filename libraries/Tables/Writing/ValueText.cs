using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace MlPlatform.Tables.Writing;

/// <summary>Writes single values as UTF-8, without a string: numbers in their shortest exact form, points in time as ISO 8601.</summary>
public static class ValueText
{
    private const int LongestNumber = 32;
    private const int Decimals = 9;
    private const double Scale = 1e9;

    /// <summary>From here on a double's shortest form has an exponent, or may have more than 15 digits once scaled.</summary>
    private const double FixedLimit = 1e6;

    private const double LeastFixed = 1e-4;

    public static void WriteNumber(IBufferWriter<byte> output, double value)
    {
        var target = output.GetSpan(LongestNumber);
        if (!TryFormatFixed(target, value, out var written)) value.TryFormat(target, out written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    /// <summary>The shortest form that reads back as the same 32 bits.</summary>
    public static void WriteNumber(IBufferWriter<byte> output, float value)
    {
        value.TryFormat(output.GetSpan(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    public static void WriteBoolean(IBufferWriter<byte> output, bool value) => output.Write(value ? "true"u8 : "false"u8);

    /// <summary>A date where the time is midnight; else with the time, its decimals only where there are any, and Z.</summary>
    public static void WriteDate(IBufferWriter<byte> output, DateTimeOffset value)
    {
        const int Longest = 33;
        value.TryFormat(output.GetSpan(Longest), out var written, FormatOf(value), CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    internal static string OfDate(DateTimeOffset value) => value.ToString(FormatOf(value), CultureInfo.InvariantCulture);

    private static string FormatOf(DateTimeOffset value) => value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd"
        : value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>Numbers of at most nine decimals, which is what most data holds.</summary>
    /// <remarks>
    /// No two decimals of up to 15 digits are the same double. So if the value is exactly the quotient of an integer below 10^15 and
    /// 10^9, the digits of that integer without the zeros at the end are its shortest form.
    /// </remarks>
    private static bool TryFormatFixed(Span<byte> target, double value, out int written)
    {
        written = 0;
        var magnitude = Math.Abs(value);
        if (!(magnitude < FixedLimit) || (magnitude < LeastFixed && !(value == 0 && !double.IsNegative(value)))) return false;
        var scaled = (long)Math.Round(magnitude * Scale);
        if (scaled / Scale != magnitude) return false;
        if (value < 0) target[written++] = (byte)'-';
        var (whole, fraction) = Math.DivRem(scaled, (long)Scale);
        Utf8Formatter.TryFormat(whole, target[written..], out var digits);
        written += digits;
        if (fraction == 0) return true;
        target[written++] = (byte)'.';
        Utf8Formatter.TryFormat(fraction, target[written..], out _, new StandardFormat('D', Decimals));
        written += target.Slice(written, Decimals).TrimEnd((byte)'0').Length;
        return true;
    }
}
