using System.Globalization;
using System.Numerics;

namespace MlPlatform.Ingestion.Streams;

/// <summary>
/// A sequence number: 188 bits that travel as 56 decimal digits. From the highest hexadecimal digit down: 2, the second in
/// which the shard was made (9), the lowest digit of the shard's number (1), the record's index in the shard (16), 00, the
/// second in which the record arrived (9), the shard's number (8), 2.
/// </summary>
internal readonly record struct SequenceNumber(long ShardSeconds, int Shard, long Index, long Seconds)
{
    public const int Digits = 56;

    private const int HexDigits = 47;
    private const ulong Billions = 1_000_000_000_000_000_000;
    private const int BillionsDigits = 18;

    /// <summary>Writes the decimal digits.</summary>
    public void Format(Span<byte> digits)
    {
        // Three limbs of 64 bits, the lowest first: bit 0 is the lowest bit of the last hexadecimal digit.
        var tail = ((UInt128)(ulong)Seconds << 36) | ((UInt128)(uint)Shard << 4) | 2;
        var head = ((UInt128)2 << 40) | ((UInt128)(ulong)ShardSeconds << 4) | (UInt128)(uint)(Shard & 0xF);
        var low = (ulong)tail;
        var rest = (UInt128)((ulong)(tail >> 64)) | ((UInt128)(ulong)Index << 16) | (head << 80);
        var middle = (ulong)rest;
        var high = (ulong)(rest >> 64);

        var position = digits.Length;
        while (position > 0)
        {
            var remainder = Divide(ref high, ref middle, ref low);
            for (var i = 0; i < BillionsDigits && position > 0; i++)
            {
                digits[--position] = (byte)('0' + remainder % 10);
                remainder /= 10;
            }
        }
    }

    public override string ToString()
    {
        Span<byte> digits = stackalloc byte[Digits];
        Format(digits);
        return System.Text.Encoding.ASCII.GetString(digits);
    }

    /// <summary>Reads a number of this layout; false for any other text.</summary>
    public static bool TryParse(string text, out SequenceNumber number)
    {
        number = default;
        if (text.Length > 128 || !BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        var hex = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        if (hex.Length != HexDigits || hex[0] != '2' || hex[^1] != '2' || hex[27] != '0' || hex[28] != '0') return false;
        var shard = Field(hex, 38, 8);
        var index = ulong.Parse(hex.AsSpan(11, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        number = new SequenceNumber(Field(hex, 1, 9), (int)shard, (long)index, Field(hex, 29, 9));
        return shard <= int.MaxValue && index <= long.MaxValue && Field(hex, 10, 1) == (shard & 0xF);
    }

    private static long Field(string hex, int start, int length) =>
        long.Parse(hex.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static ulong Divide(ref ulong high, ref ulong middle, ref ulong low)
    {
        var remainder = (UInt128)high;
        (high, remainder) = ((ulong)(remainder / Billions), remainder % Billions);
        remainder = (remainder << 64) | middle;
        (middle, remainder) = ((ulong)(remainder / Billions), remainder % Billions);
        remainder = (remainder << 64) | low;
        (low, remainder) = ((ulong)(remainder / Billions), remainder % Billions);
        return (ulong)remainder;
    }
}
