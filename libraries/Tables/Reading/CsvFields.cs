namespace MlPlatform.Tables.Reading;

/// <summary>The fields of one CSV record that is wholly in memory, one after another, without allocation.</summary>
/// <remarks>For small payloads; <see cref="CsvRecordReader"/> reads files. Line ends inside quotes belong to the field.</remarks>
public ref struct CsvFields(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> rest = text;
    private bool recordEnded = false;

    /// <summary>The field last found; still with its doubled quotes where <see cref="HasDoubledQuotes"/>.</summary>
    public ReadOnlySpan<byte> Current { get; private set; } = default;

    public bool HasDoubledQuotes { get; private set; } = false;

    /// <summary>What follows the records read so far.</summary>
    public readonly ReadOnlySpan<byte> Rest => rest;

    /// <summary>Starts the next record, passing over blank lines; false at the end.</summary>
    public bool NextRecord()
    {
        recordEnded = false;
        rest = rest.TrimStart("\r\n"u8);
        return !rest.IsEmpty;
    }

    /// <summary>The next field of this record; false after the last.</summary>
    public bool NextField()
    {
        if (recordEnded) return false;
        HasDoubledQuotes = false;
        var quoted = !rest.IsEmpty && rest[0] == (byte)'"' ? ClosingQuote(rest) : -1;
        var scan = quoted < 0 ? 0 : quoted + 1;
        var length = rest[scan..].IndexOfAny((byte)',', (byte)'\n');
        var end = length < 0 ? rest.Length : scan + length;
        recordEnded = length < 0 || rest[end] == (byte)'\n';
        Current = quoted < 0 ? rest[..end] : rest[1..quoted];
        if (recordEnded && quoted < 0) Current = Current.TrimEnd((byte)'\r');
        rest = rest[Math.Min(end + 1, rest.Length)..];
        return true;
    }

    /// <summary>The current field with its doubled quotes made single.</summary>
    public readonly byte[] Unescaped()
    {
        var field = new List<byte>(Current.Length);
        for (var i = 0; i < Current.Length; i++)
        {
            field.Add(Current[i]);
            if (Current[i] == (byte)'"') i++;
        }

        return [.. field];
    }

    private int ClosingQuote(ReadOnlySpan<byte> text)
    {
        var scan = 1;
        while (scan < text.Length)
        {
            var offset = text[scan..].IndexOf((byte)'"');
            if (offset < 0) return -1;
            scan += offset;
            if (scan + 1 >= text.Length || text[scan + 1] != (byte)'"') return scan;
            HasDoubledQuotes = true;
            scan += 2;
        }

        return -1;
    }
}
