namespace MlPlatform.Tables;

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
    public override string? Text(int row) => Codes[row] is var code and not MissingCode ? Categories[code] : null;

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
