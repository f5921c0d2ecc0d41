namespace MlPlatform.Tables.Reading;

/// <summary>Turns the records of one or more sources into a table, and sets aside those that do not fit.</summary>
public sealed class TableReader(TableReadOptions? options = null)
{
    private readonly TableReadOptions options = options ?? TableReadOptions.Default;
    private readonly MissingTexts missing = new((options ?? TableReadOptions.Default).MissingTexts);
    private readonly List<KeptBlocks> kept = [];
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

    /// <summary>Reads every record of a CSV text; its header, where it has one, must name the columns seen before.</summary>
    public void AddCsv(Stream stream, CsvOptions? csv = null, string name = "", CancellationToken cancellationToken = default) =>
        Add(stream, new CsvFormat(csv ?? CsvOptions.Default, options.Vectorised), name, cancellationToken);

    /// <summary>Reads JSON objects, one per line; the columns are those named, or the members of the first object.</summary>
    public void AddNdjson(Stream stream, IReadOnlyList<string>? columns = null, string name = "", CancellationToken cancellationToken = default) =>
        Add(stream, new NdjsonFormat(columns ?? names), name, cancellationToken);

    /// <summary>Ends the reading. Rejected rows come in the order of their sources and lines.</summary>
    public TableReadResult Finish(CancellationToken cancellationToken = default)
    {
        if (assembler is null && (inference is null or { IsEmpty: true }) && names is null) throw new TableFormatException("There is no data: the input is empty.");
        return Started(cancellationToken).Finish(options.Threads);
    }

    private void Add(Stream stream, RecordFormat format, string name, CancellationToken cancellationToken)
    {
        var source = RecordSource.Open(stream, format, name, options.BlockBytes);
        CheckHeader(source);
        if (assembler is null && options.Schema is null)
        {
            kept.Add(Sample(source));
            if (!inference!.HasEnough) return;
        }

        var isSampled = assembler is null && options.Schema is null;
        var target = Started(cancellationToken);
        if (!isSampled) target.Begin(source);
        Run(source.Format, source.Next, target, cancellationToken);
    }

    /// <summary>Looks at blocks until the types can be told; keeps them, for they are to be parsed yet.</summary>
    private KeptBlocks Sample(RecordSource source)
    {
        inference ??= new TypeInference(options, missing);
        var tokenizer = source.Format.CreateTokenizer();
        var blocks = new KeptBlocks(source, new Queue<TextBlock>());
        while (!inference.HasEnough && source.Next(new TextBlock()) is { } block)
        {
            inference.Sample(block, tokenizer);
            blocks.Blocks.Enqueue(block);
        }

        return blocks;
    }

    /// <summary>The assembler, with every kept block in it.</summary>
    private TableAssembler Started(CancellationToken cancellationToken)
    {
        if (assembler is not null) return assembler;
        assembler = new TableAssembler(options.Schema ?? inference!.Infer(names), options, missing);
        foreach (var (source, blocks) in kept)
        {
            assembler.Begin(source);
            Run(source.Format, _ => blocks.TryDequeue(out var block) ? block : null, assembler, cancellationToken);
        }

        kept.Clear();
        return assembler;
    }

    private void Run(RecordFormat format, Func<TextBlock, TextBlock?> read, TableAssembler target, CancellationToken cancellationToken) =>
        new BlockPipeline(format, target.NewSegments, read, target.Add).Run(options.Threads, cancellationToken);

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

    /// <summary>Blocks of a source that were looked at before the types were known.</summary>
    private sealed record KeptBlocks(RecordSource Source, Queue<TextBlock> Blocks);
}
