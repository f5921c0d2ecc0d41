namespace MlPlatform.Tables;

/// <summary>Immutable columns of one length. Row ranges and column subsets share the memory of the whole.</summary>
public sealed class Table
{
    private readonly Dictionary<string, Column> byName;

    public Table(IReadOnlyList<Column> columns)
    {
        Columns = columns;
        RowCount = columns.Count == 0 ? 0 : columns[0].Count;
        byName = new Dictionary<string, Column>(columns.Count, StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.Count != RowCount) throw new ArgumentException($"Column '{column.Name}' has {column.Count} rows, the first has {RowCount}.");
            if (!byName.TryAdd(column.Name, column)) throw new ArgumentException($"Two columns are named '{column.Name}'.");
        }
    }

    public IReadOnlyList<Column> Columns { get; }

    public int RowCount { get; }

    public Column this[string name] => Find(name) ?? throw new TableFormatException(
        $"There is no column '{name}'; the columns are {string.Join(", ", Columns.Select(c => c.Name))}.");

    public Column? Find(string name) => byName.GetValueOrDefault(name);

    public Table Slice(int start, int length) => new([.. Columns.Select(c => c.Slice(start, length))]);

    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new Column[Columns.Count];
        for (var i = 0; i < taken.Length; i++) taken[i] = Columns[i].Take(rows);
        return new Table(taken);
    }

    /// <summary>The rows of all tables, in order; they must have the same columns. Category codes are those of the result's own dictionary.</summary>
    public static Table Concat(IReadOnlyList<Table> parts) => TableConcat.Of(parts);

    public Table Select(IEnumerable<string> names) => new([.. names.Select(name => this[name])]);

    public Table Without(params IReadOnlyCollection<string> names) => new([.. Columns.Where(c => !names.Contains(c.Name))]);

    /// <summary>Names, types and categories of the columns.</summary>
    public TableSchema Schema => new([.. Columns.Select(c =>
        new ColumnSchema(c.Name, c.Type, c is CategoryColumn category ? category.Categories.Texts : null))]);
}
