namespace MlPlatform.Tables;

/// <summary>What a column holds.</summary>
public enum ColumnType
{
    /// <summary>Numbers, stored in 64 or 32 bits.</summary>
    Number,

    /// <summary>One of a set of texts, stored as codes into a dictionary.</summary>
    Category,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Points in time.</summary>
    Date,

    /// <summary>Free text.</summary>
    Text,
}

/// <summary>One immutable column: a name, a type, values, and which of them are present.</summary>
public abstract class Column
{
    private protected Column(string name, ValidityBitmap validity)
    {
        Name = name;
        Validity = validity;
        MissingCount = validity.Length - validity.CountPresent();
    }

    public string Name { get; }

    public abstract ColumnType Type { get; }

    public ValidityBitmap Validity { get; }

    public int Count => Validity.Length;

    public int MissingCount { get; }

    /// <summary>The value of a row as CSV holds it, or null where it is missing.</summary>
    public abstract string? Text(int row);

    /// <summary>Rows start to start + length, sharing memory with this column.</summary>
    public abstract Column Slice(int start, int length);

    /// <summary>The rows named, in that order, copied.</summary>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>The same values under another name.</summary>
    public abstract Column Rename(string name);
}
