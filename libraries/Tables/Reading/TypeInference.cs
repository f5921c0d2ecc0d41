namespace MlPlatform.Tables.Reading;

/// <summary>A record kept until the types are known.</summary>
internal sealed class SampledRow : RecordReader
{
    private readonly byte[][] fields;
    private readonly byte[] raw;

    private SampledRow(string source, long line, byte[][] fields, byte[] raw)
    {
        Source = source;
        Line = line;
        this.fields = fields;
        this.raw = raw;
    }

    public string Source { get; }

    public override IReadOnlyList<string>? Header => null;

    public override int FieldCount => fields.Length;

    public override ReadOnlySpan<byte> Raw => raw;

    public static SampledRow Of(RecordReader record, string source)
    {
        var fields = new byte[record.FieldCount][];
        for (var i = 0; i < fields.Length; i++) fields[i] = record.Field(i).ToArray();
        return new SampledRow(source, record.Line, fields, record.Raw.ToArray());
    }

    public override bool Read() => false;

    public override ReadOnlySpan<byte> Field(int index) => fields[index];
}

/// <summary>Decides the type of each column from a sample, by the rule stated at <see cref="TableReadOptions"/>.</summary>
internal sealed class TypeInference(TableReadOptions options, TypeInference.MissingTest isMissing)
{
    public delegate bool MissingTest(ReadOnlySpan<byte> field);

    public TableSchema Infer(List<SampledRow> sample, IReadOnlyList<string>? names)
    {
        names ??= [.. Enumerable.Range(0, UsualFieldCount(sample)).Select(i => $"_c{i}")];
        var fitting = sample.Where(row => row.FieldCount == names.Count).ToArray();
        return new TableSchema([.. names.Select((name, i) => new ColumnSchema(name, TypeOf(name, i, fitting)))]);
    }

    private ColumnType TypeOf(string name, int index, SampledRow[] rows)
    {
        if (options.CategoryColumns.Contains(name)) return ColumnType.Category;
        var present = 0;
        var numbers = 0;
        foreach (var row in rows)
        {
            var field = row.Field(index);
            if (isMissing(field)) continue;
            present++;
            if (NumberText.TryParse(field, out _)) numbers++;
        }

        return numbers > 0 && numbers >= options.NumberShare * present ? ColumnType.Number : ColumnType.Category;
    }

    private static int UsualFieldCount(List<SampledRow> sample) =>
        sample.GroupBy(row => row.FieldCount).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;
}
