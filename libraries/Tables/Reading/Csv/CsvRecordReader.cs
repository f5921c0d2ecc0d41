using System.Text.Unicode;

namespace MlPlatform.Tables.Reading;

/// <summary>One CSV record after another, as fields of UTF-8; no type is decided and no string made.</summary>
/// <remarks>Spans are valid until the next <see cref="Read"/>. A record with a <see cref="Fault"/> has no usable fields.</remarks>
public sealed class CsvRecordReader
{
    private readonly RecordCursor cursor;

    public CsvRecordReader(Stream stream, CsvOptions? options = null)
    {
        var source = RecordSource.Open(stream, new CsvFormat(options ?? CsvOptions.Default, vectorised: true), "", BlockReader.DefaultBlockBytes);
        Header = source.Header;
        cursor = new RecordCursor(source);
    }

    /// <summary>The names that the first record states, where the options say that it does; null where there is none.</summary>
    public IReadOnlyList<string>? Header { get; }

    /// <summary>The number of the line on which the record starts, from 1.</summary>
    public long Line => cursor.Line;

    /// <summary>Why this record cannot be split into fields, or null.</summary>
    public string? Fault => cursor.Batch.FaultOf(cursor.Record);

    public int FieldCount => cursor.Batch.FieldsOf(cursor.Record).Length;

    /// <summary>The bytes of the record as they came, without the line end.</summary>
    public ReadOnlySpan<byte> Raw => cursor.Batch.RawOf(cursor.Record);

    public ReadOnlySpan<byte> Field(int index) => cursor.Batch.Field(cursor.Batch.FieldsOf(cursor.Record).Start + index);

    public bool Read()
    {
        if (!cursor.MoveNext()) return false;
        if (Fault is null && !Utf8.IsValid(Raw)) cursor.Batch.Refuse(cursor.Record, BlockParser.NotUtf8);
        return true;
    }
}
