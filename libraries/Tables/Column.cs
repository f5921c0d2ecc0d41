namespace MlPlatform.Tables;

/// <summary>What a column holds.</summary>
public enum ColumnType
{
    /// <summary>IEEE double numbers.</summary>
    Number,

    /// <summary>One of a set of texts, stored as codes into a dictionary.</summary>
    Category,
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

    /// <summary>Rows start to start + length, sharing memory with this column.</summary>
    public abstract Column Slice(int start, int length);

    /// <summary>The rows named, in that order, copied.</summary>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>The same values under another name.</summary>
    public abstract Column Rename(string name);
}

/// <summary>Numbers; a missing one is NaN.</summary>
public sealed class NumberColumn : Column
{
    private readonly ReadOnlyMemory<double> values;

    public NumberColumn(string name, ReadOnlyMemory<double> values)
        : this(name, values, ValidityBitmap.From(values.Span, double.NaN))
    {
    }

    private NumberColumn(string name, ReadOnlyMemory<double> values, ValidityBitmap validity) : base(name, validity) => this.values = values;

    public override ColumnType Type => ColumnType.Number;

    public ReadOnlySpan<double> Values => values.Span;

    public override Column Slice(int start, int length) =>
        new NumberColumn(Name, values.Slice(start, length), Validity.Slice(start, length));

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var source = Values;
        var taken = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = source[rows[i]];
        return new NumberColumn(Name, taken);
    }

    public override Column Rename(string name) => new NumberColumn(name, values, Validity);
}

/// <summary>Codes into a dictionary of texts; a missing one is -1.</summary>
public sealed class CategoryColumn : Column
{
    public const int MissingCode = -1;

    private readonly ReadOnlyMemory<int> codes;

    public CategoryColumn(string name, ReadOnlyMemory<int> codes, CategoryDictionary categories)
        : this(name, codes, categories, ValidityBitmap.From(codes.Span, MissingCode))
    {
    }

    private CategoryColumn(string name, ReadOnlyMemory<int> codes, CategoryDictionary categories, ValidityBitmap validity)
        : base(name, validity)
    {
        this.codes = codes;
        Categories = categories;
    }

    public override ColumnType Type => ColumnType.Category;

    public CategoryDictionary Categories { get; }

    public ReadOnlySpan<int> Codes => codes.Span;

    /// <summary>The text of a row, or null where it is missing.</summary>
    public string? Text(int row) => Codes[row] is var code and not MissingCode ? Categories[code] : null;

    public override Column Slice(int start, int length) =>
        new CategoryColumn(Name, codes.Slice(start, length), Categories, Validity.Slice(start, length));

    public override Column Take(ReadOnlySpan<int> rows)
    {
        var source = Codes;
        var taken = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++) taken[i] = source[rows[i]];
        return new CategoryColumn(Name, taken, Categories);
    }

    public override Column Rename(string name) => new CategoryColumn(name, codes, Categories, Validity);
}
