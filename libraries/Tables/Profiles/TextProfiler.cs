namespace MlPlatform.Tables.Profiles;

internal sealed class TextProfiler(string name) : ColumnProfiler(name)
{
    private readonly FrequentValues<string> frequent = new();
    private long length;
    private long least = long.MaxValue;
    private long greatest;

    public override ColumnProfile Finish() => new TextProfile(
        Name, Present, Missing, Distinct.Estimate, Present == 0 ? double.NaN : length / (double)Present, Present == 0 ? 0 : least, greatest)
    {
        Top = [.. frequent.Top(TopCount, StringComparer.Ordinal).Select(entry => new ValueCount(entry.Key, entry.Value))],
        TopError = frequent.Error,
    };

    protected override void AddValues(Column column)
    {
        var texts = (TextColumn)column;
        for (var start = 0; start < column.Count; start += Block) AddBlock(texts, start, Math.Min(column.Count, start + Block));
    }

    protected override void MergeValues(ColumnProfiler other)
    {
        var its = (TextProfiler)other;
        length += its.length;
        least = Math.Min(least, its.least);
        greatest = Math.Max(greatest, its.greatest);
        frequent.Merge(its.frequent);
    }

    /// <summary>A string is made once for each text of a block.</summary>
    private void AddBlock(TextColumn column, int start, int end)
    {
        var texts = new CategoryDictionary();
        var counts = new List<long>();
        for (var row = start; row < end; row++)
        {
            if (!column.Validity[row]) continue;
            var text = column.Utf8(row);
            length += text.Length;
            least = Math.Min(least, text.Length);
            greatest = Math.Max(greatest, text.Length);
            var code = texts.GetOrAdd(text);
            if (code == counts.Count) counts.Add(1);
            else counts[code]++;
        }

        for (var code = 0; code < counts.Count; code++)
        {
            Distinct.Add(texts.Utf8(code));
            frequent.Add(texts[code], counts[code]);
        }
    }
}
