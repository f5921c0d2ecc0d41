namespace MlPlatform.Tables.Reading;

/// <summary>A run of whole records in memory, and what is known of the text behind them.</summary>
internal sealed class TextBlock
{
    /// <summary>Vectorised readers may read, and ignore, this many bytes beyond any text.</summary>
    public const int Padding = 64;

    private byte[] bytes = [];

    public byte[] Bytes => bytes;

    /// <summary>Where the first record starts.</summary>
    public int Start { get; set; }

    /// <summary>Where the last record ends.</summary>
    public int End { get; set; }

    /// <summary>The bytes from here on are free; those from <see cref="End"/> to here are the start of the next block.</summary>
    public int Filled { get; set; }

    /// <summary>Nothing follows in the source.</summary>
    public bool IsFinal { get; set; }

    /// <summary>How the records may be scanned.</summary>
    public TextShape Shape { get; set; }

    /// <summary>The text as far as it is known, from index 0.</summary>
    public ReadOnlySpan<byte> Known => bytes.AsSpan(0, Filled);

    public ReadOnlySpan<byte> Records => bytes.AsSpan(Start, End - Start);

    public void EnsureCapacity(int capacity)
    {
        if (bytes.Length < capacity + Padding) Array.Resize(ref bytes, capacity + Padding);
    }

    /// <summary>Makes room for unescaped text behind everything else; grows seldom.</summary>
    public void EnsureScratch(int start, int length)
    {
        if (bytes.Length < start + length + Padding) EnsureCapacity((start * 2) + length);
    }
}

/// <summary>What quotes a block holds.</summary>
internal enum TextShape
{
    /// <summary>None: every separator and line end is one.</summary>
    Plain,

    /// <summary>Quotes only around whole fields, or doubled within those.</summary>
    Regular,

    /// <summary>Others as well; the grammar has to be followed byte by byte.</summary>
    Irregular,
}
