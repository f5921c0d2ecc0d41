using System.Numerics;

namespace MlPlatform.Tables.Profiles;

/// <summary>How many different values there were: exact for few, a HyperLogLog estimate beyond. Sketches of parts merge to the sketch of the whole.</summary>
/// <remarks>
/// 2^14 registers: the standard error is 0.81 %. The estimate is Ertl's (2017, "New cardinality estimation algorithms for HyperLogLog
/// sketches", algorithm 6), which needs no correction tables. The same values give the same sketch in any order.
/// </remarks>
public sealed class DistinctSketch
{
    /// <summary>Up to so many values the count is exact.</summary>
    public const int MostExact = 4096;

    private const int Precision = 14;
    private const int RankBits = 64 - Precision;

    private HashSet<ulong>? exact = [];
    private byte[]? registers;

    public void Add(double value) => AddHash(Mix(BitConverter.DoubleToUInt64Bits(value == 0 ? 0.0 : value)));

    public void Add(long value) => AddHash(Mix((ulong)value));

    public void Add(ReadOnlySpan<byte> text) => AddHash(Mix(Hash(text)));

    public void Merge(DistinctSketch other)
    {
        if (other.exact is not null)
        {
            foreach (var hash in other.exact) AddHash(hash);
            return;
        }

        var target = Registers();
        for (var i = 0; i < target.Length; i++) target[i] = Math.Max(target[i], other.registers![i]);
    }

    public double Estimate
    {
        get
        {
            if (exact is not null) return exact.Count;
            var counts = new int[RankBits + 2];
            foreach (var rank in registers!) counts[rank]++;
            const double Registers = 1 << Precision;
            var z = Registers * Tau(1 - (counts[RankBits + 1] / Registers));
            for (var rank = RankBits; rank >= 1; rank--) z = 0.5 * (z + counts[rank]);
            z += Registers * Sigma(counts[0] / Registers);
            return Registers * Registers / (2 * Math.Log(2) * z);
        }
    }

    private void AddHash(ulong hash)
    {
        if (exact is null) Raise(registers!, hash);
        else if (exact.Add(hash) && exact.Count > MostExact) Registers();
    }

    private byte[] Registers()
    {
        if (registers is not null) return registers;
        registers = new byte[1 << Precision];
        foreach (var hash in exact!) Raise(registers, hash);
        exact = null;
        return registers;
    }

    private static void Raise(byte[] registers, ulong hash)
    {
        var index = hash >> RankBits;
        var rank = (byte)(Math.Min(BitOperations.LeadingZeroCount(hash << Precision), RankBits) + 1);
        if (registers[index] < rank) registers[index] = rank;
    }

    private static double Sigma(double x)
    {
        if (x == 1) return double.PositiveInfinity;
        var sum = x;
        for (double power = 1, last = double.NaN; sum != last; power += power)
        {
            last = sum;
            x *= x;
            sum += x * power;
        }

        return sum;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1) return 0;
        var sum = 1 - x;
        for (double power = 1, last = double.NaN; sum != last;)
        {
            last = sum;
            x = Math.Sqrt(x);
            power *= 0.5;
            sum -= (1 - x) * (1 - x) * power;
        }

        return sum / 3;
    }

    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        const ulong Offset = 14695981039346656037, Prime = 1099511628211;
        var hash = Offset;
        foreach (var b in text) hash = (hash ^ b) * Prime;
        return hash;
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
