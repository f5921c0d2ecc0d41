namespace MlPlatform.Tables.Reading;

/// <summary>A stream of records in some format, with its header read and its blocks still to come.</summary>
internal sealed class RecordSource
{
    private readonly BlockReader reader;
    private TextBlock? first;

    private RecordSource(RecordFormat format, BlockReader reader, string name)
    {
        Format = format;
        Name = name;
        this.reader = reader;
    }

    public RecordFormat Format { get; }

    public string Name { get; }

    /// <summary>The names that the source states, or null.</summary>
    public IReadOnlyList<string>? Header { get; private set; }

    /// <summary>How many bytes there are, 0 where it is not known.</summary>
    public long Length { get; private init; }

    /// <summary>How many line ends lie before the first block.</summary>
    public long LinesBefore { get; private set; }

    public static RecordSource Open(Stream stream, RecordFormat format, string name, int blockBytes)
    {
        var length = stream.CanSeek ? stream.Length - stream.Position : 0;
        var source = new RecordSource(format, new BlockReader(stream, format, blockBytes), name) { Length = length };
        if (format.HasHeader) source.ReadHeader();
        return source;
    }

    /// <summary>The next block; the one given, or one that was read before. Null at the end.</summary>
    public TextBlock? Next(TextBlock free)
    {
        if (first is not { } kept) return reader.TryRead(free) ? free : null;
        first = null;
        return kept;
    }

    private void ReadHeader()
    {
        var block = new TextBlock();
        while (Header is null && reader.TryRead(block))
        {
            Header = Format.ReadHeader(block);
            if (Header is null) LinesBefore += block.Known[..block.End].Count((byte)'\n');
        }

        if (Header is not null) first = block;
    }
}
