using System.Text;
using System.Text.Unicode;

namespace MlPlatform.Tables.Reading;

/// <summary>RFC 4180 over a stream: quotes, doubled quotes, line ends inside quotes, LF and CRLF, a byte order mark.</summary>
/// <remarks>
/// Blank lines are passed over. A quote inside an unquoted field is text. A quote that never closes, or closes in the midst
/// of a field, spoils its own line only: reading goes on with the next line.
/// </remarks>
public sealed class CsvRecordReader : RecordReader
{
    private const byte Quote = (byte)'"';

    private readonly RecordBuffer buffer;
    private readonly CsvOptions options;
    private readonly byte separator;
    private readonly List<FieldRange> fields = [];
    private byte[] unescaped = new byte[256];
    private int unescapedLength;
    private int rawLength;
    private int pendingConsume;
    private long nextLine = 1;

    public CsvRecordReader(Stream stream, CsvOptions? options = null)
    {
        this.options = options ?? CsvOptions.Default;
        separator = checked((byte)this.options.Separator);
        buffer = new RecordBuffer(stream);
        if (this.options.HasHeader) Header = ReadHeader();
    }

    public override IReadOnlyList<string>? Header { get; }

    public override int FieldCount => fields.Count;

    public override ReadOnlySpan<byte> Raw => buffer.Unread[..rawLength];

    public override ReadOnlySpan<byte> Field(int index)
    {
        var field = fields[index];
        return field.Unescaped ? unescaped.AsSpan(field.Start, field.Length) : buffer.Unread.Slice(field.Start, field.Length);
    }

    public override bool Read()
    {
        do
        {
            if (!ReadRecord()) return false;
        }
        while (rawLength == 0);

        if (Fault is null && !Utf8.IsValid(Raw)) Fault = "The row holds a byte that is not UTF-8.";
        return true;
    }

    private string[]? ReadHeader()
    {
        if (!Read()) return null;
        if (Fault is not null) throw new TableFormatException($"The header cannot be read: {Fault}");
        var names = new string[FieldCount];
        for (var i = 0; i < names.Length; i++) names[i] = Encoding.UTF8.GetString(Field(i)).Trim();
        return names;
    }

    private bool ReadRecord()
    {
        buffer.Consume(pendingConsume);
        pendingConsume = rawLength = 0;
        Fault = null;
        Line = nextLine;
        while (!TryParse())
        {
            if (buffer.Unread.Length > options.MaxRecordBytes)
            {
                TakeLineAsFault();
                break;
            }

            if (buffer.Fill()) continue;
            if (buffer.Unread.IsEmpty) return false;
            if (!TryParse()) TakeLineAsFault();
            break;
        }

        if (Fault is not null) TakeLineAsFault(Fault);
        nextLine += buffer.Unread[..pendingConsume].Count((byte)'\n');
        return true;
    }

    /// <summary>Splits the record at the start of the unread bytes; false when it may go on beyond them.</summary>
    private bool TryParse()
    {
        var data = buffer.Unread;
        if (data.IsEmpty) return false;
        fields.Clear();
        unescapedLength = 0;
        Fault = null;
        var position = 0;
        while (true)
        {
            var complete = position < data.Length && data[position] == Quote ? TryQuoted(data, ref position) : TryPlain(data, ref position);
            if (!complete) return false;
            if (position == data.Length || data[position] == (byte)'\n') break;
            position++;
        }

        pendingConsume = Math.Min(position + 1, data.Length);
        rawLength = position > 0 && data[position - 1] == (byte)'\r' ? position - 1 : position;
        return true;
    }

    private bool TryPlain(ReadOnlySpan<byte> data, ref int position)
    {
        var start = position;
        var length = data[start..].IndexOfAny(separator, (byte)'\n');
        if (length < 0 && !buffer.AtEnd) return false;
        position = length < 0 ? data.Length : start + length;
        var end = position;
        var endsLine = position == data.Length || data[position] == (byte)'\n';
        if (endsLine && end > start && data[end - 1] == (byte)'\r') end--;
        fields.Add(new FieldRange(start, end - start, false));
        return true;
    }

    private bool TryQuoted(ReadOnlySpan<byte> data, ref int position)
    {
        var start = position + 1;
        var scan = start;
        var doubled = false;
        while (true)
        {
            var offset = data[scan..].IndexOf(Quote);
            if (offset < 0) return false;
            scan += offset;
            if (scan + 1 == data.Length && !buffer.AtEnd) return false;
            if (scan + 1 == data.Length || data[scan + 1] != Quote) break;
            doubled = true;
            scan += 2;
        }

        fields.Add(doubled ? Unescape(data[start..scan]) : new FieldRange(start, scan - start, false));
        return TryEndOfQuoted(data, scan + 1, ref position);
    }

    /// <summary>After a closing quote only a separator or a line end may follow; anything else is a fault of the row.</summary>
    private bool TryEndOfQuoted(ReadOnlySpan<byte> data, int after, ref int position)
    {
        var length = data[after..].IndexOfAny(separator, (byte)'\n');
        if (length < 0 && !buffer.AtEnd) return false;
        position = length < 0 ? data.Length : after + length;
        var rest = data[after..position];
        var endsLine = position == data.Length || data[position] == (byte)'\n';
        var clean = rest.IsEmpty || (endsLine && rest.SequenceEqual("\r"u8));
        if (!clean) Fault = "Text follows a closing quote.";
        return true;
    }

    private FieldRange Unescape(ReadOnlySpan<byte> text)
    {
        if (unescapedLength + text.Length > unescaped.Length)
        {
            Array.Resize(ref unescaped, Math.Max(unescaped.Length * 2, unescapedLength + text.Length));
        }

        var start = unescapedLength;
        while (text.IndexOf(Quote) is var quote and >= 0)
        {
            text[..(quote + 1)].CopyTo(unescaped.AsSpan(unescapedLength));
            unescapedLength += quote + 1;
            text = text[(quote + 2)..];
        }

        text.CopyTo(unescaped.AsSpan(unescapedLength));
        unescapedLength += text.Length;
        return new FieldRange(start, unescapedLength - start, true);
    }

    private void TakeLineAsFault(string fault = "A quoted field never ends.")
    {
        fields.Clear();
        Fault = fault;
        var data = buffer.Unread;
        var newline = data.IndexOf((byte)'\n');
        rawLength = newline < 0 ? data.Length : newline;
        pendingConsume = newline < 0 ? data.Length : newline + 1;
        if (rawLength > 0 && data[rawLength - 1] == (byte)'\r') rawLength--;
    }

    private readonly record struct FieldRange(int Start, int Length, bool Unescaped);
}
