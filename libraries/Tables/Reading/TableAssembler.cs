using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Tables.Reading;

/// <summary>Puts parsed blocks together, in order, into columns and the list of what was set aside.</summary>
/// <param name="schema">The columns.</param>
/// <param name="options">How values are stored, and how many rows may be set aside.</param>
/// <param name="missing">What means "no value".</param>
/// <param name="isChunked">Rows are taken away as they come, so that there is no room to make for all of them.</param>
internal sealed class TableAssembler(TableSchema schema, TableReadOptions options, MissingTexts missing, bool isChunked)
{
    private readonly ColumnSegment[] columns = [.. schema.Columns.Select(column => ColumnSegment.For(column, options, missing))];
    private readonly List<RejectedRow> rejected = [];
    private string source = "";
    private long linesBefore;
    private long expectedBytes;
    private long rejectedCount;
    private RejectedRow? firstRejected;

    public int RowCount => columns[0].Count;

    /// <summary>Segments for the blocks of one thread; categories start without texts there.</summary>
    public ColumnSegment[] NewSegments() =>
        [.. schema.Columns.Select(column => ColumnSegment.For(column with { Categories = null }, options, missing))];

    /// <summary>The blocks that follow are of this source.</summary>
    public void Begin(RecordSource next)
    {
        source = next.Name;
        linesBefore = next.LinesBefore;
        expectedBytes = next.Length;
    }

    public void Add(ParsedBlock block)
    {
        if (expectedBytes > block.Bytes && !isChunked) Reserve(block);
        for (var i = 0; i < columns.Length; i++) columns[i].Append(block.Columns[i]);
        foreach (var row in block.Rejected) Reject(new RejectedRow(source, linesBefore + row.LinesBefore + 1, row.Reason, row.Raw));
        linesBefore += block.Lines;
    }

    public TableReadResult Finish(int threads)
    {
        var built = new Column[columns.Length];
        ParallelLoop.For(built.Length, threads, i => built[i] = columns[i].Build());
        return new TableReadResult(new Table(built), rejected);
    }

    /// <summary>Whether anything was added that no call has taken.</summary>
    public bool HasMore => RowCount > 0 || rejected.Count > 0;

    /// <summary>The first rows, and what was set aside since the last call.</summary>
    public TableReadResult TakeFirst(int rows)
    {
        var result = new TableReadResult(new Table([.. columns.Select(column => column.TakeFirst(rows))]), [.. rejected]);
        rejected.Clear();
        return result;
    }

    /// <summary>Makes room once for as many rows as the source has if the others are like those of its first block.</summary>
    private void Reserve(ParsedBlock first)
    {
        const double Margin = 1.02;
        var rows = RowCount + (long)(first.RowCount * Margin * expectedBytes / Math.Max(1, first.Bytes));
        foreach (var column in columns) column.Reserve(rows);
        expectedBytes = 0;
    }

    private void Reject(RejectedRow row)
    {
        rejected.Add(row);
        firstRejected ??= row;
        if (++rejectedCount <= options.RejectLimit) return;
        throw new TableFormatException(
            $"More than {options.RejectLimit} rows are malformed; the first is line {firstRejected.Line}: {firstRejected.Reason}");
    }
}
