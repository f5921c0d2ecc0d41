namespace MlPlatform.Tables.Reading;

/// <summary>Values of one column on their way into a table: those of a block, or all that were read so far.</summary>
internal abstract class ColumnSegment(string name)
{
    public string Name { get; } = name;

    /// <summary>What a field must be, in words.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether a field may not fit; the others can take every text.</summary>
    public virtual bool CanFail => true;

    public abstract int Count { get; }

    /// <summary>Appends a value per row of the batch; where a field does not fit, the batch is told and the value means nothing.</summary>
    public abstract void Parse(RecordBatch batch, int column);

    /// <summary>Of the values from <paramref name="start"/> on keeps those named, in ascending order.</summary>
    public abstract void Keep(int start, ReadOnlySpan<int> kept);

    /// <summary>Appends the values of a block's segment of the same column.</summary>
    public abstract void Append(ColumnSegment block);

    /// <summary>The values as a column that nothing changes any more.</summary>
    public abstract Column Build();

    /// <summary>The first values as a column of their own; they leave the segment.</summary>
    public abstract Column TakeFirst(int count);

    /// <summary>Empties it, keeping its memory.</summary>
    public abstract void Clear();

    /// <summary>Expects about this many values.</summary>
    public abstract void Reserve(long count);

    public static ColumnSegment For(ColumnSchema schema, TableReadOptions options, MissingTexts missing) => (schema.Type, options.NumberWidth) switch
    {
        (ColumnType.Number, NumberWidth.Bits32) => new NumberSegment<float>(schema.Name, missing, options.Vectorised),
        (ColumnType.Number, _) => new NumberSegment<double>(schema.Name, missing, options.Vectorised),
        (ColumnType.Boolean, _) => new BooleanSegment(schema.Name, missing),
        (ColumnType.Date, _) => new DateSegment(schema.Name, missing),
        (ColumnType.Text, _) => new TextSegment(schema.Name, missing),
        _ => new CategorySegment(schema.Name, schema.Categories, missing),
    };
}

/// <summary>Values of one fixed size each.</summary>
internal abstract class FixedSegment<T>(string name) : ColumnSegment(name)
    where T : unmanaged
{
    private readonly GrowingArray<T> values = new();

    public override int Count => values.Count;

    public override void Keep(int start, ReadOnlySpan<int> kept)
    {
        var target = values.Span[start..];
        for (var i = 0; i < kept.Length; i++) target[i] = target[kept[i]];
        values.Truncate(start + kept.Length);
    }

    public override void Append(ColumnSegment block) => ((FixedSegment<T>)block).values.Span.CopyTo(values.Extend(block.Count));

    public override Column Build() => ColumnOf(values.Memory);

    public override Column TakeFirst(int count)
    {
        var taken = values.Span[..count].ToArray();
        values.RemoveFirst(count);
        return ColumnOf(taken);
    }

    public override void Clear() => values.Truncate(0);

    public override void Reserve(long count) => values.Reserve(count);

    protected abstract Column ColumnOf(ReadOnlyMemory<T> memory);

    protected Span<T> Values => values.Span;

    /// <summary>Room for more values at the end.</summary>
    protected Span<T> Extend(int count) => values.Extend(count);
}
