using System.Text.Unicode;

namespace MlPlatform.Tables.Reading;

/// <summary>One CSV record after another, as fields of UTF-8; no type is decided and no string made.</summary>
/// <remarks>Spans are valid until the next <see cref="Read"/>. A record with a <see cref="Fault"/> has no usable fields.</remarks>
public sealed class CsvRecordReader
{
    private readonly RecordSource source;
    private readonly RecordTokenizer tokenizer;
    private readonly RecordBatch batch = new();
    private readonly TextBlock free = new();
    private TextBlock? block;
    private LineCounter lines;
    private long linesBefore;
    private int record;

    public CsvRecordReader(Stream stream, CsvOptions? options = null)
    {
        var format = new CsvFormat(options ?? CsvOptions.Default, vectorised: true);
        source = RecordSource.Open(stream, format, "", BlockReader.DefaultBlockBytes);
        tokenizer = format.CreateTokenizer();
        linesBefore = source.LinesBefore;
    }

    /// <summary>The names that the first record states, where the options say that it does; null where there is none.</summary>
    public IReadOnlyList<string>? Header => source.Header;

    /// <summary>The number of the line on which the record starts, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Why this record cannot be split into fields, or null.</summary>
    public string? Fault => batch.FaultOf(record);

    public int FieldCount => batch.FieldsOf(record).Length;

    /// <summary>The bytes of the record as they came, without the line end.</summary>
    public ReadOnlySpan<byte> Raw => batch.RawOf(record);

    public ReadOnlySpan<byte> Field(int index) => batch.Field(batch.FieldsOf(record).Start + index);

    public bool Read()
    {
        record++;
        while (record >= batch.RecordCount)
        {
            record = 0;
            if (block is not null && tokenizer.Next(batch)) continue;
            if (!NextBlock()) return false;
        }

        Line = linesBefore + lines.LinesBefore(block!.Known, batch.StartOf(record)) + 1;
        if (Fault is null && !Utf8.IsValid(Raw)) batch.Refuse(record, BlockParser.NotUtf8);
        return true;
    }

    private bool NextBlock()
    {
        if (block is not null) linesBefore += lines.LinesBefore(block.Known, block.End);
        batch.Clear([]);
        lines = default;
        block = source.Next(free);
        if (block is null) return false;
        tokenizer.Begin(block);
        return true;
    }
}
