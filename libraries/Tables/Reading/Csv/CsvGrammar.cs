namespace MlPlatform.Tables.Reading;

/// <summary>What one field of a CSV text turned out to be.</summary>
internal enum CsvFieldState
{
    /// <summary>The field is whole.</summary>
    Whole,

    /// <summary>The field is whole and holds doubled quotes, which stand for single ones.</summary>
    Doubled,

    /// <summary>Text follows the closing quote: the record is malformed.</summary>
    TextAfterQuote,

    /// <summary>The text ends within quotes.</summary>
    OpenQuote,

    /// <summary>The text ends before the field does.</summary>
    Open,
}

/// <summary>A field: its bytes without the quotes around it, and the index of the separator, line end or end of text behind it.</summary>
internal readonly record struct CsvField(FieldRange Text, int After, CsvFieldState State)
{
    public bool IsWhole => State is CsvFieldState.Whole or CsvFieldState.Doubled;
}

/// <summary>The grammar of CSV, byte by byte: the one place that says what quotes, separators and line ends mean.</summary>
/// <remarks>
/// RFC 4180, and: a quote inside an unquoted field is text; LF or CRLF ends a record; a CR elsewhere is text. The vectorised scanner
/// gives way to this one wherever a text is not regular.
/// </remarks>
internal static class CsvGrammar
{
    public const byte Quote = (byte)'"';
    public const byte LineFeed = (byte)'\n';
    public const byte CarriageReturn = (byte)'\r';

    /// <summary>Reads the field that starts at a position.</summary>
    /// <param name="text">The text as far as it is known.</param>
    /// <param name="start">Where the field starts.</param>
    /// <param name="separator">The byte between fields.</param>
    /// <param name="isFinal">Nothing follows the text.</param>
    public static CsvField ReadField(ReadOnlySpan<byte> text, int start, byte separator, bool isFinal) =>
        start < text.Length && text[start] == Quote ? ReadQuoted(text, start, separator, isFinal) : ReadPlain(text, start, separator, isFinal);

    /// <summary>Writes a field's text with doubled quotes made single; returns its length.</summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var written = 0;
        while (text.IndexOf(Quote) is var quote and >= 0)
        {
            text[..(quote + 1)].CopyTo(target[written..]);
            written += quote + 1;
            text = text[(quote + 2)..];
        }

        text.CopyTo(target[written..]);
        return written + text.Length;
    }

    /// <summary>The end of a field or record that a line end follows: without the CR of a CRLF.</summary>
    public static int TrimCarriageReturn(ReadOnlySpan<byte> text, int start, int end) =>
        end > start && text[end - 1] == CarriageReturn ? end - 1 : end;

    private static CsvField ReadPlain(ReadOnlySpan<byte> text, int start, byte separator, bool isFinal)
    {
        var after = EndOf(text, start, separator);
        if (after < 0 && !isFinal) return new CsvField(default, 0, CsvFieldState.Open);
        if (after < 0) after = text.Length;
        var end = EndsRecord(text, after) ? TrimCarriageReturn(text, start, after) : after;
        return new CsvField(new FieldRange(start, end), after, CsvFieldState.Whole);
    }

    private static CsvField ReadQuoted(ReadOnlySpan<byte> text, int start, byte separator, bool isFinal)
    {
        var scan = start + 1;
        var state = CsvFieldState.Whole;
        while (true)
        {
            var offset = text[scan..].IndexOf(Quote);
            if (offset < 0) return new CsvField(default, 0, CsvFieldState.OpenQuote);
            scan += offset;
            if (scan + 1 == text.Length && !isFinal) return new CsvField(default, 0, CsvFieldState.Open);
            if (scan + 1 == text.Length || text[scan + 1] != Quote) break;
            state = CsvFieldState.Doubled;
            scan += 2;
        }

        var after = EndOf(text, scan + 1, separator);
        if (after < 0 && !isFinal) return new CsvField(default, 0, CsvFieldState.Open);
        if (after < 0) after = text.Length;
        var clean = after == scan + 1 || (EndsRecord(text, after) && TrimCarriageReturn(text, scan + 1, after) == scan + 1);
        return new CsvField(new FieldRange(start + 1, scan), after, clean ? state : CsvFieldState.TextAfterQuote);
    }

    private static int EndOf(ReadOnlySpan<byte> text, int start, byte separator) =>
        text[start..].IndexOfAny(separator, LineFeed) is var offset and >= 0 ? start + offset : -1;

    private static bool EndsRecord(ReadOnlySpan<byte> text, int after) => after == text.Length || text[after] == LineFeed;
}
