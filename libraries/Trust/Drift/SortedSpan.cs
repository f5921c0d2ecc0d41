namespace MlPlatform.Trust.Drift;

/// <summary>Searches in ascending numbers.</summary>
internal static class SortedSpan
{
    /// <summary>How many values are less than a bound.</summary>
    public static int CountBelow(ReadOnlySpan<double> sorted, double bound)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < bound) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
