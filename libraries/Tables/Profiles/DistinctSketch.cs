namespace MlPlatform.Tables.Profiles;

/// <summary>How many different values a stream held: exact up to k, estimated from the k smallest hashes beyond.</summary>
public sealed class DistinctSketch(int k = 4096)
{
    private readonly SortedSet<ulong> smallest = [];

    public void Add(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value == 0 ? 0.0 : value);
        var hash = Mix(bits);
        if (smallest.Count == k)
        {
            if (hash >= smallest.Max) return;
            if (smallest.Add(hash)) smallest.Remove(smallest.Max);
        }
        else smallest.Add(hash);
    }

    public double Estimate => smallest.Count < k ? smallest.Count : (k - 1) / (smallest.Max / (double)ulong.MaxValue);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
