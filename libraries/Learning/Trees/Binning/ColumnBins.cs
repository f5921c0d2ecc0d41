namespace MlPlatform.Learning.Trees.Binning;

/// <summary>How one column's values fall into bins: numbers by cuts, categories by a table. The last bin is for missing values.</summary>
internal sealed class ColumnBins
{
    /// <summary>The most bins of a column, the one for missing values included: a bin is a byte.</summary>
    public const int Most = 256;

    private ColumnBins(int count, float[] cuts, byte[]? binOfCode)
    {
        Count = count;
        Cuts = cuts;
        BinOfCode = binOfCode;
    }

    /// <summary>How many bins hold values; the next one holds the missing.</summary>
    public int Count { get; }

    public byte MissingBin => (byte)Count;

    /// <summary>Of numbers: bin b holds the values below cut b that no earlier bin holds; the last cut is <see cref="float.MaxValue"/>.</summary>
    public float[] Cuts { get; }

    /// <summary>Of categories: the bin of each code. Codes that share a bin are the rare ones.</summary>
    public byte[]? BinOfCode { get; }

    public bool IsCategorical => BinOfCode is not null;

    /// <param name="inner">Ascending cuts between bins, without the last.</param>
    public static ColumnBins OfNumbers(ReadOnlySpan<float> inner) => new(inner.Length + 1, [.. inner, float.MaxValue], null);

    public static ColumnBins OfCategories(byte[] binOfCode, int count) => new(count, [], binOfCode);

    /// <summary>The bin of a value: the plain way.</summary>
    public byte BinOf(float value)
    {
        if (float.IsNaN(value)) return MissingBin;
        if (BinOfCode is { } bins) return value >= 0 && value < bins.Length ? bins[(int)value] : MissingBin;
        int low = 0, high = Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (value < Cuts[middle]) high = middle;
            else low = middle + 1;
        }

        return (byte)low;
    }
}
