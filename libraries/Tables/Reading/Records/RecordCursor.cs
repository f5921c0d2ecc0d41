namespace MlPlatform.Tables.Reading;

/// <summary>Goes through the records of a source one by one, on one thread.</summary>
internal sealed class RecordCursor(RecordSource source)
{
    private readonly RecordTokenizer tokenizer = source.Format.CreateTokenizer();
    private readonly TextBlock free = new();
    private TextBlock? block;
    private LineCounter lines;
    private long linesBefore = source.LinesBefore;

    public RecordBatch Batch { get; } = new();

    /// <summary>The index of the current record in the batch.</summary>
    public int Record { get; private set; }

    /// <summary>The number of the line on which the record starts, from 1.</summary>
    public long Line { get; private set; }

    public bool MoveNext()
    {
        Record++;
        while (Record >= Batch.RecordCount)
        {
            Record = 0;
            if (block is not null && tokenizer.Next(Batch)) continue;
            if (!NextBlock()) return false;
        }

        Line = linesBefore + lines.LinesBefore(block!.Known, Batch.StartOf(Record)) + 1;
        return true;
    }

    private bool NextBlock()
    {
        if (block is not null) linesBefore += lines.LinesBefore(block.Known, block.End);
        Batch.Clear([]);
        lines = default;
        block = source.Next(free);
        if (block is null) return false;
        tokenizer.Begin(block);
        return true;
    }
}
