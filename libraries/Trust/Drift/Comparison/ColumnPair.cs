using System.Globalization;

namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>One column of the reference and of the current data, which need not have equally many rows.</summary>
public abstract record ColumnPair(string Name)
{
    internal abstract ColumnDrift Compare(ColumnWorkspace workspace);
}

/// <summary>Numbers; what is not finite counts as missing.</summary>
public sealed record NumberPair(string Name, ReadOnlyMemory<double> Reference, ReadOnlyMemory<double> Current) : ColumnPair(Name)
{
    internal override ColumnDrift Compare(ColumnWorkspace workspace)
    {
        var reference = workspace.Reference.Sort(Reference.Span, out var missing);
        var current = workspace.Current.Sort(Current.Span, out var missingNow);
        return NumberComparison.Compare(Name, reference, current, (missing, missingNow));
    }
}

/// <summary>Numbers of single precision; what is not finite counts as missing.</summary>
public sealed record SinglePair(string Name, ReadOnlyMemory<float> Reference, ReadOnlyMemory<float> Current) : ColumnPair(Name)
{
    internal override ColumnDrift Compare(ColumnWorkspace workspace)
    {
        var reference = workspace.Reference.Sort(Reference.Span, out var missing);
        var current = workspace.Current.Sort(Current.Span, out var missingNow);
        return NumberComparison.Compare(Name, reference, current, (missing, missingNow));
    }
}

/// <summary>Categories as codes from 0 to <paramref name="Categories"/> − 1, the same codes on both sides; a negative code is missing. Booleans are two categories.</summary>
public sealed record CategoryPair(string Name, ReadOnlyMemory<int> Reference, ReadOnlyMemory<int> Current, int Categories) : ColumnPair(Name)
{
    internal override ColumnDrift Compare(ColumnWorkspace workspace)
    {
        var (reference, missing) = Count(Reference.Span);
        var (current, missingNow) = Count(Current.Span);
        return CategoryComparison.Compare(Name, reference, current, (missing, missingNow));
    }

    private (double[] Counts, long Missing) Count(ReadOnlySpan<int> codes)
    {
        var counts = new long[Categories];
        var missing = 0L;
        foreach (var code in codes)
        {
            if (code < 0) missing++;
            else if (code < counts.Length) counts[code]++;
            else throw new TrustException(string.Create(CultureInfo.InvariantCulture, $"The column {Name} has the code {code}, but {Categories} categories."));
        }

        return (Array.ConvertAll(counts, count => (double)count), missing);
    }
}

/// <summary>What a thread keeps from column to column.</summary>
internal sealed class ColumnWorkspace
{
    public SortedSample Reference { get; } = new();

    public SortedSample Current { get; } = new();
}
