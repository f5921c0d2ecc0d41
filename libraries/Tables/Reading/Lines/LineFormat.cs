namespace MlPlatform.Tables.Reading;

/// <summary>A format in which every line is a record.</summary>
internal abstract class LineFormat : RecordFormat
{
    protected const byte LineFeed = (byte)'\n';

    public override bool TryCut(TextBlock block)
    {
        block.End = block.IsFinal ? block.Filled : block.Start + block.Known[block.Start..].LastIndexOf(LineFeed) + 1;
        return block.IsFinal || block.End > block.Start;
    }
}

/// <summary>Cuts blocks into lines, and lines into a fixed number of fields; passes over blank lines.</summary>
internal abstract class LineTokenizer(int width) : RecordTokenizer
{
    private int position;

    protected TextBlock Block { get; private set; } = new();

    public override void Begin(TextBlock block)
    {
        Block = block;
        position = block.Start;
    }

    public override bool Next(RecordBatch batch)
    {
        batch.Clear(Block.Bytes);
        var start = position;
        var first = 0;
        while (position < Block.End && position - start < RecordBatch.MaxBytes && batch.RecordCount < RecordBatch.MaxRecords)
        {
            var line = NextLine();
            if (batch.Bytes.AsSpan(line.Start, line.Length).Trim(" \t"u8).IsEmpty) continue;
            batch.EnsureFields(first + width);
            var fields = new FieldRange(first, first + width);
            batch.AddRecord(line, fields, Parse(batch, line, fields));
            first = fields.End;
        }

        return batch.RecordCount > 0 || position < Block.End;
    }

    /// <summary>Sets the fields of a line; returns what is wrong with it, or null.</summary>
    protected abstract string? Parse(RecordBatch batch, FieldRange line, FieldRange fields);

    private FieldRange NextLine()
    {
        var start = position;
        var length = Block.Bytes.AsSpan(start, Block.End - start).IndexOf((byte)'\n');
        var end = length < 0 ? Block.End : start + length;
        position = Math.Min(end + 1, Block.End);
        return new FieldRange(start, CsvGrammar.TrimCarriageReturn(Block.Known, start, end));
    }
}

/// <summary>Lines that are not cut further: one field each.</summary>
internal sealed class WholeLineFormat : LineFormat
{
    public override bool HasHeader => false;

    public override IReadOnlyList<string>? ReadHeader(TextBlock block) => null;

    public override RecordTokenizer CreateTokenizer() => new Tokenizer();

    private sealed class Tokenizer() : LineTokenizer(1)
    {
        protected override string? Parse(RecordBatch batch, FieldRange line, FieldRange fields)
        {
            batch.Fields[fields.Start] = line;
            return null;
        }
    }
}
