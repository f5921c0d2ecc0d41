using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlPlatform.Tables.Reading;

/// <summary>Cuts blocks of CSV into fields: 64 bytes at a time where the quotes are regular, by the grammar elsewhere.</summary>
internal sealed class CsvTokenizer<TMasks>(CsvOptions options) : RecordTokenizer
    where TMasks : struct, IByteMasks
{
    private const int Word = 64;

    /// <summary>Fields are written by eights, so up to seven more than there are.</summary>
    private const int Slack = 8;

    private readonly CsvRecordParser parser = new(options);
    private readonly byte separator = (byte)options.Separator;
    private TextBlock block = new();
    private int position;
    private int scratchEnd;

    public override void Begin(TextBlock block)
    {
        this.block = block;
        position = block.Start;
        scratchEnd = block.Filled;
    }

    public override bool Next(RecordBatch batch)
    {
        batch.Clear(block.Bytes);
        if (block.Shape == TextShape.Irregular) ReadByGrammar(batch);
        else
        {
            ScanWords(batch);
            if (block.Shape == TextShape.Regular) StripQuotes(batch);
        }

        return batch.RecordCount > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanWords(RecordBatch batch)
    {
        var hasQuotes = block.Shape == TextShape.Regular;
        var scan = new Scan { FieldStart = position, RecordStart = position };
        var inside = 0UL;
        var at = position;
        while (at < block.End && (batch.RecordCount == 0 || (at - position < RecordBatch.MaxBytes && batch.RecordCount + Word <= RecordBatch.MaxRecords)))
        {
            batch.EnsureFields(scan.Count + Word + Slack);
            ref var word = ref block.Bytes[at];
            var known = BitMasks.Lowest(block.End - at);
            var lines = TMasks.Find(ref word, CsvGrammar.LineFeed) & known;
            var ends = (TMasks.Find(ref word, separator) & known) | lines;
            if (hasQuotes)
            {
                var quoted = BitMasks.PrefixParity(TMasks.Find(ref word, CsvGrammar.Quote) & known) ^ inside;
                ends &= ~quoted;
                inside = 0 - (quoted >> 63);
            }

            var first = scan.Count;
            AddFields(batch.Fields, ends, at, ref scan);
            AddRecords(batch, lines & ends, ends, at, first, ref scan);
            at += Word;
        }

        if (at >= block.End && scan.RecordStart < block.End) AddLast(batch, ref scan);
        position = scan.RecordStart;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFields(FieldRange[] fields, ulong ends, int at, ref Scan scan)
    {
        var count = BitOperations.PopCount(ends);
        var start = scan.FieldStart;
        for (var done = 0; done < count; done += 8)
        {
            var target = fields.AsSpan(scan.Count + done, 8);
            for (var i = 0; i < target.Length; i++)
            {
                var end = at + BitOperations.TrailingZeroCount(ends);
                target[i] = new FieldRange(start, end);
                start = end + 1;
                ends &= ends - 1;
            }
        }

        if (count == 0) return;
        scan.Count += count;
        scan.FieldStart = fields[scan.Count - 1].End + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddRecords(RecordBatch batch, ulong lines, ulong ends, int at, int first, ref Scan scan)
    {
        while (lines != 0)
        {
            var bit = BitOperations.TrailingZeroCount(lines);
            var last = first + BitOperations.PopCount(ends & BitMasks.Lowest(bit));
            AddRecord(batch, last, at + bit, ref scan);
            scan.RecordStart = at + bit + 1;
            lines &= lines - 1;
        }
    }

    private void AddRecord(RecordBatch batch, int last, int end, ref Scan scan)
    {
        var fields = batch.Fields;
        if (end > scan.RecordStart && block.Bytes[end - 1] == CsvGrammar.CarriageReturn)
        {
            end--;
            var field = fields[last];
            if (field.Length > 0) fields[last] = new FieldRange(field.Start, field.End - 1);
        }

        if (end > scan.RecordStart) batch.AddRecord(new FieldRange(scan.RecordStart, end), new FieldRange(scan.RecordFirst, last + 1));
        scan.RecordFirst = last + 1;
    }

    /// <summary>The last record of a source may lack its line end.</summary>
    private void AddLast(RecordBatch batch, ref Scan scan)
    {
        batch.EnsureFields(scan.Count + 1);
        batch.Fields[scan.Count] = new FieldRange(scan.FieldStart, block.End);
        AddRecord(batch, scan.Count, block.End, ref scan);
        scan.RecordStart = block.End;
    }

    private void StripQuotes(RecordBatch batch)
    {
        for (var record = 0; record < batch.RecordCount; record++)
        {
            var range = batch.FieldsOf(record);
            for (var i = range.Start; i < range.End; i++)
            {
                var field = batch.Fields[i];
                if (field.Length < 2 || block.Bytes[field.Start] != CsvGrammar.Quote) continue;
                field = new FieldRange(field.Start + 1, field.End - 1);
                batch.Fields[i] = batch.Bytes.AsSpan(field.Start, field.Length).Contains(CsvGrammar.Quote) ? Unescape(batch, field) : field;
            }
        }
    }

    private void ReadByGrammar(RecordBatch batch)
    {
        var count = 0;
        while (position < block.End && batch.RecordCount < RecordBatch.MaxRecords)
        {
            parser.TryRead(block.Known, position, block.IsFinal);
            position = parser.Next;
            if (parser.Raw.Length == 0) continue;
            batch.EnsureFields(count + parser.FieldCount);
            var first = count;
            foreach (var field in parser.Fields)
            {
                batch.Fields[count++] = field.State == CsvFieldState.Doubled ? Unescape(batch, field.Text) : field.Text;
            }

            batch.AddRecord(parser.Raw, new FieldRange(first, count), parser.Fault);
        }
    }

    /// <summary>Puts the text with single quotes behind everything that the block holds.</summary>
    private FieldRange Unescape(RecordBatch batch, FieldRange field)
    {
        block.EnsureScratch(scratchEnd, field.Length);
        batch.Bytes = block.Bytes;
        var start = scratchEnd;
        scratchEnd += CsvGrammar.Unescape(batch.Bytes.AsSpan(field.Start, field.Length), batch.Bytes.AsSpan(start));
        return new FieldRange(start, scratchEnd);
    }

    private struct Scan
    {
        /// <summary>How many fields have ended.</summary>
        public int Count;

        public int FieldStart;

        public int RecordStart;

        /// <summary>The index of the record's first field.</summary>
        public int RecordFirst;
    }
}
