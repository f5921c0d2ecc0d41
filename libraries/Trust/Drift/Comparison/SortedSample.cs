using MlPlatform.Tables;

namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>Room to sort samples in, kept from column to column.</summary>
/// <remarks>Numbers that a float holds exactly, as most data does, are sorted as floats: half the bytes and half the passes.</remarks>
internal sealed class SortedSample
{
    private float[] singles = [];
    private float[] singleScratch = [];
    private double[] doubles = [];
    private double[] scratch = [];

    /// <summary>The values in ascending order; what is no finite number is missing. They stay until the next call.</summary>
    public ReadOnlySpan<double> Sort(ReadOnlySpan<float> values, out long missing)
    {
        Reserve(ref singles, values.Length);
        var kept = 0;
        foreach (var value in values)
        {
            singles[kept] = value;
            if (float.IsFinite(value)) kept++;
        }

        missing = values.Length - kept;
        return SortSingles(kept);
    }

    /// <inheritdoc cref="Sort(ReadOnlySpan{float}, out long)"/>
    public ReadOnlySpan<double> Sort(ReadOnlySpan<double> values, out long missing)
    {
        if (TrySingles(values, out var kept))
        {
            missing = values.Length - kept;
            return SortSingles(kept);
        }

        Reserve(ref doubles, values.Length);
        Reserve(ref scratch, values.Length);
        kept = 0;
        foreach (var value in values)
        {
            doubles[kept] = value;
            if (double.IsFinite(value)) kept++;
        }

        missing = values.Length - kept;
        return RadixSort.Sort(doubles.AsSpan(0, kept), scratch);
    }

    private bool TrySingles(ReadOnlySpan<double> values, out int kept)
    {
        Reserve(ref singles, values.Length);
        kept = 0;
        foreach (var value in values)
        {
            var single = (float)value;
            singles[kept] = single;
            if (!double.IsFinite(value)) continue;
            if (single != value) return false;
            kept++;
        }

        return true;
    }

    private ReadOnlySpan<double> SortSingles(int count)
    {
        Reserve(ref singleScratch, count);
        Reserve(ref doubles, count);
        var sorted = RadixSort.Sort(singles.AsSpan(0, count), singleScratch);
        for (var i = 0; i < count; i++) doubles[i] = sorted[i];
        return doubles.AsSpan(0, count);
    }

    /// <summary>One more than is asked for: a value that is left out is still written.</summary>
    private static void Reserve<T>(ref T[] room, int length)
    {
        if (room.Length <= length) room = GC.AllocateUninitializedArray<T>(length + 1);
    }
}
