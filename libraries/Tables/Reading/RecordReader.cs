namespace MlPlatform.Tables.Reading;

/// <summary>Reads one record after another from bytes, as fields of UTF-8; no type is decided and no string made.</summary>
/// <remarks>Spans are valid until the next <see cref="Read"/>. A record with a <see cref="Fault"/> has no usable fields.</remarks>
public abstract class RecordReader
{
    /// <summary>The column names the source itself states, or null.</summary>
    public abstract IReadOnlyList<string>? Header { get; }

    /// <summary>The number of the line on which the record starts, from 1.</summary>
    public long Line { get; protected set; }

    /// <summary>Why this record cannot be split into fields, or null.</summary>
    public string? Fault { get; protected set; }

    public abstract int FieldCount { get; }

    /// <summary>The bytes of the record as they came, without the line end.</summary>
    public abstract ReadOnlySpan<byte> Raw { get; }

    public abstract bool Read();

    public abstract ReadOnlySpan<byte> Field(int index);
}
