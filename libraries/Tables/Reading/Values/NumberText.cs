using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Numerics;

namespace MlPlatform.Tables.Reading;

/// <summary>Decimal text to double, correctly rounded, without a string.</summary>
/// <remarks>
/// A number of up to 19 digits is an integer times a power of ten. Where the integer and the power are both exact doubles, one division or
/// multiplication rounds correctly (Clinger, 1990). Else <see cref="ScaledDecimal"/> knows the nearest double in all but rare cases, and those,
/// and numbers of more digits, are left to <see cref="double.TryParse(ReadOnlySpan{byte}, NumberStyles, IFormatProvider?, out double)"/>.
/// </remarks>
public static class NumberText
{
    /// <summary>The longest text that the vectorised parser takes.</summary>
    internal const int LongestVector = 16;

    private const long LargestExact = 1L << 53;
    private const int MostDigits = 19;

    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Whether this machine has the vectorised parser.</summary>
    internal static bool HasVectors => Sse41.IsSupported;

    /// <summary>True for a finite decimal number, with blanks around it allowed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out double value)
    {
        utf8 = utf8.Trim((byte)' ');
        return TryParseDigits(utf8, out value)
            || (double.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));
    }

    /// <summary>Digits with at most one point, without exponent, of 1 to 16 bytes; false for everything else, number or not.</summary>
    /// <param name="text">The first byte; 17 bytes from it on can be read.</param>
    /// <param name="length">How many bytes the text has.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryParseVector(ref byte text, int length, out double value)
    {
        value = 0;
        var negative = text == (byte)'-' ? 1 : 0;
        length -= negative;
        if ((uint)(length - 1) >= LongestVector) return false;

        var bytes = Vector128.LoadUnsafe(ref text, (nuint)negative);
        var digits = bytes - Vector128.Create((byte)'0');
        var all = (1u << length) - 1;
        var points = Vector128.Equals(bytes, Vector128.Create((byte)'.')).ExtractMostSignificantBits() & all;
        var others = Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits() & all;
        if (others != points || (points & (points - 1)) != 0 || points == all) return false;

        var hasPoint = points == 0 ? 0 : 1;
        var point = BitOperations.TrailingZeroCount(points | (1u << length));
        var mantissa = Mantissa(digits, length - hasPoint, point);
        if (mantissa > LargestExact) return false;
        var magnitude = mantissa / Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTen), length - point - hasPoint);
        value = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(magnitude) | ((long)negative << 63));
        return true;
    }

    /// <summary>The integer that the digits make, the byte at the point left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Mantissa(Vector128<byte> digits, int count, int point)
    {
        // Byte i of the result is digit i - (16 - count), which lies one further behind the point; before the first digit, the negative index gives 0.
        var order = Vector128.Create((sbyte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector128.Create((sbyte)(count - LongestVector));
        order -= Vector128.GreaterThan(order, Vector128.Create((sbyte)(point - 1)));
        var aligned = Ssse3.Shuffle(digits, order.AsByte());
        var twos = Ssse3.MultiplyAddAdjacent(aligned, Vector128.Create((sbyte)10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1));
        var fours = Sse2.MultiplyAddAdjacent(twos, Vector128.Create((short)100, 1, 100, 1, 100, 1, 100, 1));
        var packed = Sse41.PackUnsignedSaturate(fours, fours).AsInt16();
        var eights = Sse2.MultiplyAddAdjacent(packed, Vector128.Create((short)10000, 1, 10000, 1, 10000, 1, 10000, 1)).AsInt64().ToScalar();
        return ((eights & uint.MaxValue) * 100_000_000) + (eights >> 32);
    }

    /// <summary>At most 19 digits, and an exponent or none.</summary>
    internal static bool TryParseDigits(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        var index = negative ? 1 : 0;
        int symbols = 0, significant = 0, decimals = 0;
        var hasPoint = false;
        ulong digits = 0;
        for (; index < text.Length; index++)
        {
            var digit = (uint)text[index] - '0';
            if (digit <= 9)
            {
                symbols++;
                if (digits > 0 || digit > 0) significant++;
                if (significant > MostDigits) return false;
                digits = (digits * 10) + digit;
                if (hasPoint) decimals++;
            }
            else if (text[index] == (byte)'.' && !hasPoint) hasPoint = true;
            else break;
        }

        if (symbols == 0 || !TryParseExponent(text[index..], out var exponent) || !TryScale(digits, exponent - decimals, out value)) return false;
        if (negative) value = -value;
        return true;
    }

    private static bool TryScale(ulong digits, int exponent, out double value)
    {
        if (digits > LargestExact || Math.Abs(exponent) >= PowersOfTen.Length) return ScaledDecimal.TryToDouble(digits, exponent, out value);
        value = exponent < 0 ? digits / PowersOfTen[-exponent] : digits * PowersOfTen[exponent];
        return true;
    }

    /// <summary>Nothing, or e, a sign or none, and one to three digits.</summary>
    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty) return true;
        if ((text[0] | 0x20) != 'e') return false;
        text = text[1..];
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+') text = text[1..];
        if (text.Length is 0 or > 3) return false;
        foreach (var symbol in text)
        {
            if ((uint)(symbol - '0') > 9) return false;
            exponent = (exponent * 10) + symbol - '0';
        }

        if (negative) exponent = -exponent;
        return true;
    }
}
