namespace MlPlatform.Tables.Reading;

/// <summary>Numbers the lines of one text, asked for positions in ascending order.</summary>
internal struct LineCounter
{
    private int position;
    private long line;

    /// <summary>How many line ends lie before a position.</summary>
    public long LinesBefore(ReadOnlySpan<byte> text, int index)
    {
        line += text[position..index].Count((byte)'\n');
        position = index;
        return line;
    }
}
