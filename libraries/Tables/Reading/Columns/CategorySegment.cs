namespace MlPlatform.Tables.Reading;

/// <summary>Codes into a dictionary of its own; a block's codes are translated where it is appended, so that texts are numbered in the order of their rows.</summary>
internal sealed class CategorySegment(string name, IReadOnlyList<string>? known, MissingTexts missing) : FixedSegment<int>(name)
{
    private CategoryDictionary categories = CategoryDictionary.From(known ?? []);
    private CategoryDictionary? handedOut;

    public override string Expected => "a text";

    public override bool CanFail => false;

    public override void Parse(RecordBatch batch, int column)
    {
        var firsts = batch.RowFirsts;
        var target = Extend(firsts.Length);
        for (var row = 0; row < target.Length; row++)
        {
            var field = batch.Field(firsts[row] + column);
            target[row] = missing.Contains(field) ? CategoryColumn.MissingCode : categories.GetOrAdd(field);
        }
    }

    public override void Append(ColumnSegment block)
    {
        var start = Count;
        base.Append(block);
        var others = ((CategorySegment)block).categories;
        var translated = new int[others.Count];
        for (var code = 0; code < translated.Length; code++) translated[code] = categories.GetOrAdd(others.Utf8(code));
        foreach (ref var code in Values[start..])
        {
            if (code >= 0) code = translated[code];
        }
    }

    public override void Clear()
    {
        base.Clear();
        categories = new CategoryDictionary();
    }

    /// <summary>A column keeps the dictionary as it is now: later texts go into a copy.</summary>
    protected override Column ColumnOf(ReadOnlyMemory<int> memory)
    {
        if (handedOut?.Count != categories.Count) handedOut = categories.Copy();
        return new CategoryColumn(Name, memory, handedOut);
    }
}
