using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace MlPlatform.Ingestion.Streams;

/// <summary>The hash space of Kinesis: 0 to 2^128 - 1, cut in ranges that belong to shards.</summary>
internal static class HashKey
{
    /// <summary>The hash of a partition key: its MD5 as a number, the first byte the highest.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> partitionKey)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(partitionKey, digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    public static bool TryParse(ReadOnlySpan<byte> decimalDigits, out UInt128 key) =>
        UInt128.TryParse(decimalDigits, NumberStyles.None, CultureInfo.InvariantCulture, out key);

    /// <summary>The first key of each of n equal ranges; the last range takes the remainder.</summary>
    public static UInt128[] EqualStarts(int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);

        // floor(2^128 / n) without 2^128: one more than floor((2^128 - 1) / n) only where n divides 2^128.
        var width = UInt128.MaxValue / (UInt128)shards + (UInt128.MaxValue % (UInt128)shards == (UInt128)shards - 1 ? UInt128.One : UInt128.Zero);
        var starts = new UInt128[shards];
        for (var i = 1; i < shards; i++) starts[i] = starts[i - 1] + width;
        return starts;
    }

    /// <summary>Which of the ranges that begin at these keys holds a key.</summary>
    public static int Find(ReadOnlySpan<UInt128> starts, UInt128 key)
    {
        int low = 0, high = starts.Length;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (starts[middle] <= key) low = middle;
            else high = middle;
        }

        return low;
    }
}
