namespace MlPlatform.Tables.Reading;

/// <summary>Turns the records of one or more sources into a table, and sets aside those that do not fit.</summary>
public sealed class TableReader(TableReadOptions? options = null)
{
    private readonly TableReadOptions options = options ?? TableReadOptions.Default;
    private readonly MissingTexts missing = new((options ?? TableReadOptions.Default).MissingTexts);
    private readonly List<SampledSource> sampled = [];
    private IReadOnlyList<string>? names = options?.Schema?.Columns.Select(c => c.Name).ToArray();
    private TypeInference? inference;
    private TableAssembler? assembler;

    public static TableReadResult ReadCsv(
        Stream stream, CsvOptions? csv = null, TableReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var reader = new TableReader(options);
        reader.AddCsv(stream, csv, "", cancellationToken);
        return reader.Finish(cancellationToken);
    }

    public static TableReadResult ReadNdjson(
        Stream stream, IReadOnlyList<string>? columns = null, TableReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var reader = new TableReader(options);
        reader.AddNdjson(stream, columns, "", cancellationToken);
        return reader.Finish(cancellationToken);
    }

    /// <summary>Tables of a number of rows each, the last one of fewer, with what was set aside since the one before. In memory is one chunk and a block per thread.</summary>
    /// <remarks>All chunks have the same columns and types; a category's code means the same text in all of them.</remarks>
    public static IEnumerable<TableReadResult> ReadCsvChunks(
        Stream stream, int rows, CsvOptions? csv = null, TableReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var reader = new TableReader(options);
        return reader.Chunks(stream, reader.FormatOf(csv), rows, cancellationToken);
    }

    /// <inheritdoc cref="ReadCsvChunks"/>
    public static IEnumerable<TableReadResult> ReadNdjsonChunks(
        Stream stream, int rows, IReadOnlyList<string>? columns = null, TableReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        var reader = new TableReader(options);
        return reader.Chunks(stream, new NdjsonFormat(columns ?? reader.names), rows, cancellationToken);
    }

    /// <summary>Reads every record of a CSV text; its header, where it has one, must name the columns seen before.</summary>
    public void AddCsv(Stream stream, CsvOptions? csv = null, string name = "", CancellationToken cancellationToken = default) =>
        Add(stream, FormatOf(csv), name, cancellationToken);

    /// <summary>Reads JSON objects, one per line; the columns are those named, else those seen before, else the members of the first object.</summary>
    public void AddNdjson(Stream stream, IReadOnlyList<string>? columns = null, string name = "", CancellationToken cancellationToken = default) =>
        Add(stream, new NdjsonFormat(columns ?? names), name, cancellationToken);

    /// <summary>Ends the reading. Rejected rows come in the order of their sources and lines.</summary>
    public TableReadResult Finish(CancellationToken cancellationToken = default) => Start(cancellationToken).Finish(options.Threads);

    private CsvFormat FormatOf(CsvOptions? csv) => new(csv ?? CsvOptions.Default, options.Vectorised);

    private void Add(Stream stream, RecordFormat format, string name, CancellationToken cancellationToken)
    {
        var source = Open(stream, format, name);
        if (assembler is null && options.Schema is null)
        {
            sampled.Add(Sample(source));
            if (inference!.HasEnough) Start(cancellationToken);
        }
        else Pipeline(Start(cancellationToken), source, source.Next).Run(options.Threads, long.MaxValue, cancellationToken);
    }

    private IEnumerable<TableReadResult> Chunks(Stream stream, RecordFormat format, int rows, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        var source = Sample(Open(stream, format, ""));
        var target = NewAssembler(isChunked: true);
        var pipeline = Pipeline(target, source.Source, source.Next);
        var isEmpty = true;
        for (var more = true; more;)
        {
            more = pipeline.Run(options.Threads, options.Threads, cancellationToken);
            while (target.RowCount >= rows || (!more && (target.HasMore || isEmpty)))
            {
                yield return target.TakeFirst(Math.Min(rows, target.RowCount));
                isEmpty = false;
            }
        }
    }

    private RecordSource Open(Stream stream, RecordFormat format, string name)
    {
        var source = RecordSource.Open(stream, format, name, options.BlockBytes);
        CheckHeader(source);
        return source;
    }

    /// <summary>Looks at blocks until the types can be told; keeps them, for they are to be parsed yet.</summary>
    private SampledSource Sample(RecordSource source)
    {
        var result = new SampledSource(source);
        if (options.Schema is not null) return result;
        inference ??= new TypeInference(options, missing);
        var tokenizer = source.Format.CreateTokenizer();
        while (!inference.HasEnough && source.Next(new TextBlock()) is { } block)
        {
            inference.Sample(block, tokenizer);
            result.Blocks.Enqueue(block);
        }

        return result;
    }

    /// <summary>The assembler, with every source in it that was sampled.</summary>
    private TableAssembler Start(CancellationToken cancellationToken)
    {
        if (assembler is not null) return assembler;
        assembler = NewAssembler(isChunked: false);
        foreach (var source in sampled) Pipeline(assembler, source.Source, source.Next).Run(options.Threads, long.MaxValue, cancellationToken);
        sampled.Clear();
        return assembler;
    }

    private TableAssembler NewAssembler(bool isChunked)
    {
        if (options.Schema is { } schema) return new TableAssembler(schema, options, missing, isChunked);
        if (names is null && inference is null or { IsEmpty: true }) throw new TableFormatException("There is no data: the input is empty.");
        inference ??= new TypeInference(options, missing);
        return new TableAssembler(inference.Infer(names), options, missing, isChunked);
    }

    private static BlockPipeline Pipeline(TableAssembler target, RecordSource source, Func<TextBlock, TextBlock?> read)
    {
        target.Begin(source);
        return new BlockPipeline(source.Format, target.NewSegments, read, target.Add);
    }

    private void CheckHeader(RecordSource source)
    {
        if (source.Header is not { } header) return;
        if (names is null)
        {
            if (header.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw new TableFormatException($"Two columns are named '{twice.Key}'.");
            }

            names = header;
        }
        else if (!names.SequenceEqual(header, StringComparer.Ordinal))
        {
            throw new TableFormatException(
                $"The columns of {(source.Name.Length == 0 ? "the file" : $"'{source.Name}'")} are {string.Join(", ", header)}, expected were {string.Join(", ", names)}.");
        }
    }

    /// <summary>A source of which blocks were looked at before the types were known.</summary>
    private sealed class SampledSource(RecordSource source)
    {
        public RecordSource Source => source;

        public Queue<TextBlock> Blocks { get; } = new();

        public TextBlock? Next(TextBlock free) => Blocks.TryDequeue(out var block) ? block : source.Next(free);
    }
}
