using System.Text;
using System.Text.Unicode;

namespace MlPlatform.Tables.Reading;

/// <summary>Decides the type of each column from the first rows, by the rule stated at <see cref="TableReadOptions"/>.</summary>
internal sealed class TypeInference(TableReadOptions options, MissingTexts missing)
{
    private delegate bool Fits(ReadOnlySpan<byte> field);

    private static readonly (ColumnType Type, Fits Fits)[] Candidates =
    [
        (ColumnType.Number, field => NumberText.TryParse(field, out _)),
        (ColumnType.Boolean, field => BooleanText.TryParse(field, out _)),
        (ColumnType.Date, field => DateText.TryParse(field, out _)),
    ];

    private readonly List<byte[][]> rows = [];

    public bool IsEmpty => rows.Count == 0;

    public bool HasEnough => rows.Count >= options.InferenceRows;

    /// <summary>Looks at the records of a block until it has seen enough.</summary>
    public void Sample(TextBlock block, RecordTokenizer tokenizer)
    {
        var batch = new RecordBatch();
        tokenizer.Begin(block);
        while (!HasEnough && tokenizer.Next(batch))
        {
            if (!Utf8.IsValid(block.Records)) BlockParser.RefuseInvalid(batch);
            for (var record = 0; record < batch.RecordCount && !HasEnough; record++)
            {
                if (batch.FaultOf(record) is null) rows.Add(Fields(batch, batch.FieldsOf(record)));
            }
        }
    }

    public TableSchema Infer(IReadOnlyList<string>? names)
    {
        names ??= [.. Enumerable.Range(0, UsualFieldCount()).Select(i => $"_c{i}")];
        var fitting = rows.Where(row => row.Length == names.Count).ToArray();
        return new TableSchema([.. names.Select((name, i) => new ColumnSchema(name, TypeOf(name, [.. fitting.Select(row => row[i]).Where(field => !missing.Contains(field))])))]);
    }

    private ColumnType TypeOf(string name, byte[][] present)
    {
        if (options.CategoryColumns.Contains(name) || present.Length == 0) return ColumnType.Category;
        foreach (var (type, fits) in Candidates)
        {
            if (options.Types.Contains(type) && present.Count(field => fits(field)) >= options.FittingShare * present.Length) return type;
        }

        return options.Types.Contains(ColumnType.Text) && IsFreeText(present) ? ColumnType.Text : ColumnType.Category;
    }

    private bool IsFreeText(byte[][] present)
    {
        var distinct = present.Select(Encoding.UTF8.GetString).Distinct(StringComparer.Ordinal).Count();
        return distinct > options.MostCategories && distinct * 2 > present.Length;
    }

    private int UsualFieldCount() =>
        rows.GroupBy(row => row.Length).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;

    private static byte[][] Fields(RecordBatch batch, FieldRange range)
    {
        var fields = new byte[range.Length][];
        for (var i = 0; i < fields.Length; i++) fields[i] = batch.Field(range.Start + i).ToArray();
        return fields;
    }
}
