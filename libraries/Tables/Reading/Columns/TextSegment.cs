namespace MlPlatform.Tables.Reading;

/// <summary>Free texts, their bytes one after another.</summary>
internal sealed class TextSegment(string name, MissingTexts missing) : ColumnSegment(name)
{
    private readonly GrowingArray<byte> utf8 = new();
    private readonly GrowingArray<long> ends = new();
    private readonly GrowingArray<byte> present = new();

    public override string Expected => "a text";

    public override bool CanFail => false;

    public override int Count => ends.Count;

    public override void Parse(RecordBatch batch, int column)
    {
        foreach (var first in batch.RowFirsts)
        {
            var field = batch.Field(first + column);
            var isMissing = missing.Contains(field);
            if (!isMissing) field.CopyTo(utf8.Extend(field.Length));
            ends.Extend(1)[0] = utf8.Count;
            present.Extend(1)[0] = isMissing ? (byte)0 : (byte)1;
        }
    }

    public override void Keep(int start, ReadOnlySpan<int> kept) =>
        throw new InvalidOperationException("A text fits every field, so no row is taken back once it is here.");

    public override void Append(ColumnSegment block)
    {
        var other = (TextSegment)block;
        var offset = utf8.Count;
        var target = ends.Extend(other.Count);
        for (var i = 0; i < target.Length; i++) target[i] = other.ends.Span[i] + offset;
        other.utf8.Span.CopyTo(utf8.Extend(other.utf8.Count));
        other.present.Span.CopyTo(present.Extend(other.Count));
    }

    public override Column Build() => ColumnOf(Count);

    public override Column TakeFirst(int count)
    {
        var column = ColumnOf(count);
        var bytes = count == 0 ? 0 : (int)ends.Span[count - 1];
        utf8.RemoveFirst(bytes);
        ends.RemoveFirst(count);
        present.RemoveFirst(count);
        foreach (ref var end in ends.Span) end -= bytes;
        return column;
    }

    public override void Clear()
    {
        utf8.Truncate(0);
        ends.Truncate(0);
        present.Truncate(0);
    }

    public override void Reserve(long count)
    {
        ends.Reserve(count);
        present.Reserve(count);
    }

    private TextColumn ColumnOf(int count)
    {
        var bounds = new long[count + 1];
        ends.Span[..count].CopyTo(bounds.AsSpan(1));
        var bytes = utf8.Span[..(int)bounds[count]].ToArray();
        return new TextColumn(Name, bytes, bounds, ValidityBitmap.From(present.Span[..count], (byte)0));
    }
}
