namespace MlPlatform.Tables.Profiles;

internal sealed class CategoryProfiler(string name) : ColumnProfiler(name)
{
    private readonly CategoryDictionary texts = new();
    private readonly List<long> counts = [];

    public override ColumnProfile Finish()
    {
        var values = counts
            .Select((count, code) => new ValueCount(texts[code], count))
            .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal)
            .ToArray();
        return new CategoryProfile(Name, Present, Missing, values.Length, values) { Top = values[..Math.Min(values.Length, TopCount)] };
    }

    protected override void AddValues(Column column)
    {
        var categories = (CategoryColumn)column;
        var found = new long[categories.Categories.Count];
        foreach (var code in categories.Codes)
        {
            if (code >= 0) found[code]++;
        }

        for (var code = 0; code < found.Length; code++)
        {
            if (found[code] > 0) Add(categories.Categories.Utf8(code), found[code]);
        }
    }

    protected override void MergeValues(ColumnProfiler other)
    {
        var its = (CategoryProfiler)other;
        for (var code = 0; code < its.counts.Count; code++) Add(its.texts.Utf8(code), its.counts[code]);
    }

    private void Add(ReadOnlySpan<byte> text, long count)
    {
        var code = texts.GetOrAdd(text);
        if (code == counts.Count) counts.Add(count);
        else counts[code] += count;
    }
}
