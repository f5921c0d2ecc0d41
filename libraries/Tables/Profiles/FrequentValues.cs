using System.Runtime.InteropServices;

namespace MlPlatform.Tables.Profiles;

/// <summary>The most frequent values of a stream in bounded memory. Summaries of parts merge to one of the whole.</summary>
/// <remarks>
/// Misra and Gries (1982), merged as Agarwal et al. ("Mergeable summaries", 2012) do. Exact until more different values came than fit; after that
/// a count may be too low by at most <see cref="Error"/>, which is at most the number of values divided by the size.
/// </remarks>
/// <param name="size">How many values are kept.</param>
public sealed class FrequentValues<T>(int size = 1024)
    where T : notnull
{
    /// <summary>Pruning is done seldom: when so many times the size has gathered.</summary>
    private const int Slack = 8;

    private readonly Dictionary<T, long> counts = [];

    /// <summary>No count is too low by more than this, and a value that is not among the top occurred no more often.</summary>
    public long Error { get; private set; }

    public void Add(T value, long count = 1)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _) += count;
        if (counts.Count > size * Slack) Prune();
    }

    /// <summary>Adds different values with their counts. Once the summary is no longer exact, what would not outlive the next pruning is not even entered.</summary>
    public void Add(ReadOnlySpan<T> values, ReadOnlySpan<int> repeats)
    {
        var cut = Error == 0 || values.Length <= size ? 0 : CutFor(repeats);
        Error += cut;
        for (var i = 0; i < values.Length; i++)
        {
            if (repeats[i] > cut) Add(values[i], repeats[i] - cut);
        }
    }

    public void Merge(FrequentValues<T> other)
    {
        foreach (var (value, count) in other.counts) CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _) += count;
        Error += other.Error;
        if (counts.Count > size * Slack) Prune();
    }

    /// <summary>The values that occur most often, with their counts; equally frequent ones in their order.</summary>
    public IReadOnlyList<KeyValuePair<T, long>> Top(int count, IComparer<T> order) =>
        [.. counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, order).Take(count)];

    /// <summary>The least count that no more values exceed than fit: what Agarwal's merge takes off.</summary>
    private int CutFor(ReadOnlySpan<int> repeats)
    {
        for (var cut = 1; ; cut++)
        {
            var above = 0;
            foreach (var count in repeats)
            {
                if (count > cut) above++;
            }

            if (above <= size) return cut;
        }
    }

    /// <summary>Takes the first count that does not fit off every count, and drops what is left with nothing.</summary>
    private void Prune()
    {
        var descending = counts.Values.ToArray();
        descending.AsSpan().Sort((a, b) => b.CompareTo(a));
        var least = descending[size];
        Error += least;
        foreach (var (value, count) in counts)
        {
            if (count <= least) counts.Remove(value);
            else counts[value] = count - least;
        }
    }
}
