using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Drift.Monitors;

/// <summary>How often each of the baseline's categories occurs, and how often any other.</summary>
public sealed class CategorySketch : ColumnSketch
{
    private readonly string[] categories;
    private readonly Dictionary<string, int> codes;

    /// <summary>One count per category; the last is of all others.</summary>
    private readonly long[] counts;

    private CategorySketch(string name, string[] categories, Dictionary<string, int> codes)
        : base(name)
    {
        this.categories = categories;
        this.codes = codes;
        counts = new long[categories.Length + 1];
    }

    /// <summary>An empty sketch of these categories, all different.</summary>
    public CategorySketch(string name, IReadOnlyList<string> categories)
        : this(name, [.. categories], CodesOf(name, categories))
    {
    }

    /// <summary>A baseline: its categories and how often each occurs.</summary>
    public static CategorySketch FromBaseline(string name, IReadOnlyList<string> categories, ReadOnlySpan<long> counts, long missing = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, categories.Count, nameof(counts));
        var sketch = new CategorySketch(name, categories) { Missing = missing };
        counts.CopyTo(sketch.counts);
        return sketch;
    }

    public IReadOnlyList<string> Categories => categories;

    public override long Present => counts.Sum();

    /// <summary>How many values are none of the categories.</summary>
    public long Others => counts[^1];

    public long CountOf(int code) => counts[code];

    /// <summary>The code of a category, or that of all others.</summary>
    public int CodeOf(ReadOnlySpan<char> text) =>
        codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var code) ? code : categories.Length;

    /// <summary>Adds a code; one that is no category's counts among the others, NaN and negative ones as missing.</summary>
    public override void Observe(double value)
    {
        if (value >= 0) counts[value < categories.Length ? (int)value : categories.Length]++;
        else Missing++;
    }

    /// <summary>Adds a text; null is missing.</summary>
    public void Observe(string? text)
    {
        if (text is null) Missing++;
        else counts[CodeOf(text)]++;
    }

    public override void Merge(ColumnSketch other)
    {
        if (other is not CategorySketch its || !categories.AsSpan().SequenceEqual(its.categories)) throw NotAlike(other);
        for (var i = 0; i < counts.Length; i++) counts[i] += its.counts[i];
        Missing += its.Missing;
    }

    public override ColumnSketch Fresh() => new CategorySketch(Name, categories, codes);

    public override void Clear()
    {
        Array.Clear(counts);
        Missing = 0;
    }

    public override ColumnDrift Against(ColumnSketch reference)
    {
        if (reference is not CategorySketch its || !categories.AsSpan().SequenceEqual(its.categories)) throw NotAlike(reference);
        return CategoryComparison.Compare(
            Name, Array.ConvertAll(its.counts, count => (double)count), Array.ConvertAll(counts, count => (double)count), (its.Missing, Missing));
    }

    internal override void WriteBins(SketchWriter writer)
    {
        writer.Text(Name);
        writer.Byte((byte)ColumnKind.Category);
        writer.Count(categories.Length);
        foreach (var category in categories) writer.Text(category);
    }

    internal static CategorySketch ReadBins(string name, ref SketchReader reader)
    {
        var categories = new string[reader.Length(1)];
        for (var i = 0; i < categories.Length; i++) categories[i] = reader.Text();
        return new CategorySketch(name, categories);
    }

    internal override void WriteCounts(SketchWriter writer)
    {
        writer.Count(Missing);
        foreach (var count in counts) writer.Count(count);
    }

    internal override void ReadCounts(ref SketchReader reader)
    {
        Missing = reader.Count();
        for (var i = 0; i < counts.Length; i++) counts[i] = reader.Count();
    }

    private static Dictionary<string, int> CodesOf(string name, IReadOnlyList<string> categories)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var category in categories)
        {
            if (!codes.TryAdd(category, codes.Count)) throw new ArgumentException($"The column {name} has the category {category} twice.", nameof(categories));
        }

        return codes;
    }
}
