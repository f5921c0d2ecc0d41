namespace MlPlatform.Tables.Reading;

/// <summary>The fields of CSV records that are wholly in memory, one after another, without allocation.</summary>
/// <remarks>For small payloads; <see cref="TableReader"/> reads files. Line ends inside quotes belong to the field.</remarks>
public ref struct CsvFields(ReadOnlySpan<byte> text)
{
    private const byte Separator = (byte)',';

    private readonly ReadOnlySpan<byte> text = text;
    private int position = 0;
    private bool recordEnded = true;

    /// <summary>The field last found; still with its doubled quotes where <see cref="HasDoubledQuotes"/>.</summary>
    public ReadOnlySpan<byte> Current { get; private set; } = default;

    public bool HasDoubledQuotes { get; private set; } = false;

    /// <summary>Whether the field last found breaks the rules for quotes.</summary>
    public bool IsMalformed { get; private set; } = false;

    /// <summary>Starts the next record, passing over blank lines; false at the end.</summary>
    public bool NextRecord()
    {
        position += text[position..].IndexOfAnyExcept(CsvGrammar.CarriageReturn, CsvGrammar.LineFeed) is var blanks and >= 0 ? blanks : text.Length - position;
        recordEnded = position == text.Length;
        return !recordEnded;
    }

    /// <summary>The next field of this record; false after the last.</summary>
    public bool NextField()
    {
        if (recordEnded) return false;
        var field = CsvGrammar.ReadField(text, position, Separator, isFinal: true);
        IsMalformed = !field.IsWhole;
        HasDoubledQuotes = field.State == CsvFieldState.Doubled;
        var after = field.State == CsvFieldState.OpenQuote ? text.Length : field.After;
        Current = field.State == CsvFieldState.OpenQuote ? text[position..] : text[field.Text.Start..field.Text.End];
        recordEnded = after == text.Length || text[after] == CsvGrammar.LineFeed;
        position = Math.Min(after + 1, text.Length);
        return true;
    }

    /// <summary>The current field with its doubled quotes made single.</summary>
    public readonly byte[] Unescaped()
    {
        var field = new byte[Current.Length];
        return field[..CsvGrammar.Unescape(Current, field)];
    }
}
