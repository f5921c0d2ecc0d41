using System.Text;

namespace MlPlatform.Tables.Reading;

/// <summary>Some hundred records cut into fields, and which of them fit the table's columns.</summary>
/// <remarks>Records are all that was read; rows are those of them that no check has refused.</remarks>
internal sealed class RecordBatch
{
    /// <summary>Small enough that text and fields stay in the first-level cache.</summary>
    public const int MaxBytes = 24 * 1024;

    public const int MaxRecords = 512;

    private const int NoColumn = int.MaxValue;

    private FieldRange[] fields = new FieldRange[1024];
    private readonly FieldRange[] raw = new FieldRange[MaxRecords];
    private readonly FieldRange[] cells = new FieldRange[MaxRecords];
    private readonly string?[] faults = new string?[MaxRecords];
    private readonly int[] rowRecords = new int[MaxRecords];
    private readonly int[] rowFirsts = new int[MaxRecords];
    private readonly int[] failedColumns = new int[MaxRecords];

    /// <summary>What the field ranges index.</summary>
    public byte[] Bytes { get; set; } = [];

    public int RecordCount { get; private set; }

    public int RowCount { get; private set; }

    public bool HasFailures { get; private set; }

    public FieldRange[] Fields => fields;

    /// <summary>For each row the index of its first field.</summary>
    public ReadOnlySpan<int> RowFirsts => rowFirsts.AsSpan(0, RowCount);

    public void Clear(byte[] bytes)
    {
        Bytes = bytes;
        RecordCount = RowCount = 0;
        Array.Clear(faults);
    }

    /// <summary>Makes room for fields; those before <paramref name="count"/> stay.</summary>
    public void EnsureFields(int count)
    {
        if (fields.Length < count) Array.Resize(ref fields, Math.Max(fields.Length * 2, count));
    }

    public void AddRecord(FieldRange text, FieldRange itsFields, string? fault = null)
    {
        raw[RecordCount] = text;
        cells[RecordCount] = itsFields;
        faults[RecordCount++] = fault;
    }

    public ReadOnlySpan<byte> RawOf(int record) => Bytes.AsSpan(raw[record].Start, raw[record].Length);

    public int StartOf(int record) => raw[record].Start;

    public FieldRange FieldsOf(int record) => cells[record];

    public string? FaultOf(int record) => faults[record];

    public void Refuse(int record, string fault) => faults[record] = fault;

    public ReadOnlySpan<byte> Field(int index) => Bytes.AsSpan(fields[index].Start, fields[index].Length);

    /// <summary>Makes every record without a fault and of this many fields a row, and refuses the others.</summary>
    public void SelectRows(int width)
    {
        RowCount = 0;
        HasFailures = false;
        for (var record = 0; record < RecordCount; record++)
        {
            if (faults[record] is not null) continue;
            if (cells[record].Length != width)
            {
                faults[record] = $"The row has {cells[record].Length} fields, expected are {width}.";
                continue;
            }

            failedColumns[RowCount] = NoColumn;
            rowRecords[RowCount] = record;
            rowFirsts[RowCount++] = cells[record].Start;
        }
    }

    /// <summary>Notes that a row's value does not fit a column.</summary>
    public void Fail(int row, int column)
    {
        HasFailures = true;
        failedColumns[row] = Math.Min(failedColumns[row], column);
    }

    /// <summary>Refuses the failed rows; returns which of the rows stay.</summary>
    public int[] DropFailed(IReadOnlyList<ColumnSegment> columns)
    {
        var kept = new List<int>(RowCount);
        for (var row = 0; row < RowCount; row++)
        {
            var column = failedColumns[row];
            if (column == NoColumn)
            {
                rowRecords[kept.Count] = rowRecords[row];
                rowFirsts[kept.Count] = rowFirsts[row];
                kept.Add(row);
            }
            else faults[rowRecords[row]] = $"Column '{columns[column].Name}' is not {columns[column].Expected}: '{Shorten(Field(rowFirsts[row] + column))}'.";
        }

        RowCount = kept.Count;
        return [.. kept];
    }

    private static string Shorten(ReadOnlySpan<byte> field)
    {
        const int Longest = 40;
        var text = Encoding.UTF8.GetString(field);
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }
}
