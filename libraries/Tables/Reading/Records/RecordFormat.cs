namespace MlPlatform.Tables.Reading;

/// <summary>A text format of records: where they may be cut into blocks, and how a block becomes records.</summary>
internal abstract class RecordFormat
{
    /// <summary>Whether the source's first record states the names.</summary>
    public abstract bool HasHeader { get; }

    /// <summary>The names that the first record of a block states, null where there is no record; moves the block's start behind them where they are no data.</summary>
    public abstract IReadOnlyList<string>? ReadHeader(TextBlock block);

    /// <summary>Sets the block's <see cref="TextBlock.End"/> and shape; false where it holds no whole record. A final block ends where its text does.</summary>
    public abstract bool TryCut(TextBlock block);

    /// <summary>A tokenizer for one thread.</summary>
    public abstract RecordTokenizer CreateTokenizer();
}

/// <summary>Cuts the records of blocks into fields, a batch at a time.</summary>
internal abstract class RecordTokenizer
{
    public abstract void Begin(TextBlock block);

    /// <summary>Fills the batch; false when the block holds no further record.</summary>
    public abstract bool Next(RecordBatch batch);
}
