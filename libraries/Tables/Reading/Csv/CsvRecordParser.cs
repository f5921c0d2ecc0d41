namespace MlPlatform.Tables.Reading;

/// <summary>Reads one record after another by the grammar: the plain twin of the vectorised scan, and what decides irregular texts.</summary>
/// <remarks>
/// A quote that never closes, or only after <see cref="CsvOptions.MaxRecordBytes"/>, or that text follows, makes its line a fault: the
/// next record starts on the next line.
/// </remarks>
internal sealed class CsvRecordParser(CsvOptions options)
{
    private readonly byte separator = (byte)options.Separator;
    private CsvField[] fields = new CsvField[32];

    public int FieldCount { get; private set; }

    /// <summary>The fields; none where there is a fault.</summary>
    public ReadOnlySpan<CsvField> Fields => fields.AsSpan(0, FieldCount);

    /// <summary>The record without its line end.</summary>
    public FieldRange Raw { get; private set; }

    /// <summary>Where the next record starts.</summary>
    public int Next { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>Reads the record at a position; false where it may go on beyond the text.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, int start, bool isFinal)
    {
        Fault = null;
        FieldCount = 0;
        var position = start;
        while (true)
        {
            var field = CsvGrammar.ReadField(text, position, separator, isFinal);
            if (FaultOf(field, text.Length, position, isFinal) is { } fault) return TryTakeLine(text, start, isFinal, fault);
            if (!field.IsWhole) return false;
            Add(field);
            if (field.After == text.Length || text[field.After] == CsvGrammar.LineFeed) return End(text, start, field.After);
            position = field.After + 1;
        }
    }

    private string? FaultOf(CsvField field, int known, int start, bool isFinal) => field.State switch
    {
        CsvFieldState.OpenQuote when isFinal || known - start > options.MaxRecordBytes => "A quoted field never ends.",
        _ when field.State is not (CsvFieldState.Open or CsvFieldState.OpenQuote) && field.Text.End - start > options.MaxRecordBytes
            && field.Text.Start > start => "A quoted field never ends.",
        CsvFieldState.TextAfterQuote => "Text follows a closing quote.",
        _ => null,
    };

    private bool End(ReadOnlySpan<byte> text, int start, int after)
    {
        Raw = new FieldRange(start, CsvGrammar.TrimCarriageReturn(text, start, after));
        Next = Math.Min(after + 1, text.Length);
        return true;
    }

    private bool TryTakeLine(ReadOnlySpan<byte> text, int start, bool isFinal, string fault)
    {
        var length = text[start..].IndexOf(CsvGrammar.LineFeed);
        if (length < 0 && !isFinal) return false;
        Fault = fault;
        FieldCount = 0;
        return End(text, start, length < 0 ? text.Length : start + length);
    }

    private void Add(CsvField field)
    {
        if (FieldCount == fields.Length) Array.Resize(ref fields, FieldCount * 2);
        fields[FieldCount++] = field;
    }
}
