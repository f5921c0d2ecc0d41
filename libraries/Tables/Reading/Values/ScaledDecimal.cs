using System.Numerics;

namespace MlPlatform.Tables.Reading;

/// <summary>An integer times a power of ten as the nearest double, by one or two multiplications of 64 bits.</summary>
/// <remarks>
/// Eisel and Lemire (Lemire, "Number parsing at a gigabyte per second", 2021): the power of five is kept in 128 bits; where they do not
/// decide the rounding, or the result is no normal number, the caller is told to go another way.
/// </remarks>
internal static class ScaledDecimal
{
    /// <summary>Beyond these powers of ten the caller goes another way; data seldom holds such numbers.</summary>
    private const int LeastExponent = -64;

    private const int GreatestExponent = 64;

    private const int LeastTie = -27;

    private const int MantissaBits = 52;
    private const int InfiniteExponent = 0x7FF;

    private static readonly UInt128[] PowersOfFive = [.. Enumerable.Range(LeastExponent, GreatestExponent - LeastExponent + 1).Select(PowerOfFive)];

    public static bool TryToDouble(ulong digits, int exponent, out double value)
    {
        value = 0;
        if (exponent is < LeastExponent or > GreatestExponent) return false;
        if (digits == 0) return true;
        var shift = BitOperations.LeadingZeroCount(digits);
        var (high, low) = Product(digits << shift, exponent);
        if (low == ulong.MaxValue && exponent is < LeastTie or > 55) return false;

        var top = (int)(high >> 63);
        var cut = top + 64 - MantissaBits - 3;
        var mantissa = high >> cut;
        var power = (((152_170 + 65_536) * exponent) >> 16) + 63 + top - shift + 1023;
        if (power is <= 0 or >= InfiniteExponent - 1) return false;

        // Exactly between two doubles: to the even one.
        if (low <= 1 && exponent is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << cut == high) mantissa &= ~1UL;
        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa >= 2UL << MantissaBits)
        {
            mantissa = 1UL << MantissaBits;
            power++;
        }

        value = BitConverter.UInt64BitsToDouble((mantissa & ~(1UL << MantissaBits)) | ((ulong)power << MantissaBits));
        return true;
    }

    /// <summary>The upper 128 bits of the product, exact enough to round by: the second multiplication is needed only where the first leaves a doubt.</summary>
    private static (ulong High, ulong Low) Product(ulong digits, int exponent)
    {
        const ulong Doubtful = ulong.MaxValue >> (MantissaBits + 3);
        var five = PowersOfFive[exponent - LeastExponent];
        var high = Math.BigMul(digits, (ulong)(five >> 64), out var low);
        if ((high & Doubtful) != Doubtful) return (high, low);
        var carry = Math.BigMul(digits, (ulong)five, out _);
        low += carry;
        return (low < carry ? high + 1 : high, low);
    }

    /// <summary>The leading 128 bits of a power of five, its reciprocal's rounded up.</summary>
    private static UInt128 PowerOfFive(int exponent)
    {
        const int Bits = 128;
        var power = BigInteger.Pow(5, Math.Abs(exponent));
        if (exponent >= 0)
        {
            var excess = (int)power.GetBitLength() - Bits;
            return (UInt128)(excess <= 0 ? power << -excess : power >> excess);
        }

        // Down to 5^-27 the reciprocal of 128 bits is rounded up as a whole, so that ties are seen; below there are none to see.
        var length = (int)power.GetBitLength();
        var shift = exponent >= LeastTie ? length + Bits - 1 : (2 * length) + Bits;
        var inverse = ((BigInteger.One << shift) / power) + 1;
        return (UInt128)(inverse >> ((int)inverse.GetBitLength() - Bits));
    }
}
