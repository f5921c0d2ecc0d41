using System.Text.Unicode;

namespace MlPlatform.Tables.Reading;

/// <summary>A block as values: the rows that fit, and the records that were set aside.</summary>
internal sealed class ParsedBlock(ColumnSegment[] columns)
{
    public ColumnSegment[] Columns => columns;

    public List<SetAside> Rejected { get; } = [];

    /// <summary>How many line ends the block holds.</summary>
    public long Lines { get; set; }

    /// <summary>How many bytes the block's records have.</summary>
    public int Bytes { get; set; }

    public int RowCount => columns[0].Count;

    public void Clear()
    {
        foreach (var column in columns) column.Clear();
        Rejected.Clear();
    }
}

/// <summary>A record that no row was made of; its line is counted from the start of its block.</summary>
internal readonly record struct SetAside(long LinesBefore, string Reason, byte[] Raw);

/// <summary>Turns blocks into values, on one thread.</summary>
/// <remarks>
/// A batch of records is cut into fields, then parsed column by column while its text is in the cache. Columns that a field may not fit
/// come first, so that the text of a refused row never enters a dictionary.
/// </remarks>
internal sealed class BlockParser(RecordTokenizer tokenizer)
{
    public const string NotUtf8 = "The row holds a byte that is not UTF-8.";

    private readonly RecordBatch batch = new();

    public void Parse(TextBlock block, ParsedBlock result)
    {
        result.Clear();
        var isUtf8 = Utf8.IsValid(block.Records);
        var counter = new LineCounter();
        tokenizer.Begin(block);
        while (tokenizer.Next(batch))
        {
            if (!isUtf8) RefuseInvalid(batch);
            batch.SelectRows(result.Columns.Length);
            ParseColumns(result.Columns);
            if (batch.RowCount < batch.RecordCount) CollectRefused(block, ref counter, result.Rejected);
        }

        result.Bytes = block.Records.Length;
        result.Lines = counter.LinesBefore(block.Known, block.End);
    }

    public static void RefuseInvalid(RecordBatch batch)
    {
        for (var record = 0; record < batch.RecordCount; record++)
        {
            if (batch.FaultOf(record) is null && !Utf8.IsValid(batch.RawOf(record))) batch.Refuse(record, NotUtf8);
        }
    }

    private void ParseColumns(ColumnSegment[] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].CanFail) columns[i].Parse(batch, i);
        }

        if (batch.HasFailures) DropFailed(columns);
        for (var i = 0; i < columns.Length; i++)
        {
            if (!columns[i].CanFail) columns[i].Parse(batch, i);
        }
    }

    private void DropFailed(ColumnSegment[] columns)
    {
        var rows = batch.RowCount;
        var kept = batch.DropFailed(columns);
        foreach (var column in columns)
        {
            if (column.CanFail) column.Keep(column.Count - rows, kept);
        }
    }

    private void CollectRefused(TextBlock block, ref LineCounter counter, List<SetAside> rejected)
    {
        for (var record = 0; record < batch.RecordCount; record++)
        {
            if (batch.FaultOf(record) is not { } fault) continue;
            rejected.Add(new SetAside(counter.LinesBefore(block.Known, batch.StartOf(record)), fault, batch.RawOf(record).ToArray()));
        }
    }
}
