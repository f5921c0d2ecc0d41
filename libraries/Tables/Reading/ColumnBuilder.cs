namespace MlPlatform.Tables.Reading;

/// <summary>Grows one column field by field; a row that fails later is taken back with <see cref="Truncate"/>.</summary>
internal abstract class ColumnBuilder(string name)
{
    public string Name { get; } = name;

    public abstract bool TryAppend(ReadOnlySpan<byte> field);

    public abstract void AppendMissing();

    public abstract void Truncate(int count);

    public abstract Column Build();

    public abstract string Expected { get; }

    public static ColumnBuilder For(ColumnSchema schema) => schema.Type switch
    {
        ColumnType.Number => new NumberColumnBuilder(schema.Name),
        _ => new CategoryColumnBuilder(schema.Name, schema.Categories),
    };
}

internal sealed class NumberColumnBuilder(string name) : ColumnBuilder(name)
{
    private readonly GrowingArray<double> values = new();

    public override string Expected => "a number";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        if (!NumberText.TryParse(field, out var value)) return false;
        values.Add(value);
        return true;
    }

    public override void AppendMissing() => values.Add(double.NaN);

    public override void Truncate(int count) => values.Truncate(count);

    public override Column Build() => new Float64Column(Name, values.Memory);
}

internal sealed class CategoryColumnBuilder(string name, IReadOnlyList<string>? known) : ColumnBuilder(name)
{
    private readonly GrowingArray<int> codes = new();
    private readonly CategoryDictionary categories = CategoryDictionary.From(known ?? []);

    public override string Expected => "a text";

    public override bool TryAppend(ReadOnlySpan<byte> field)
    {
        codes.Add(categories.GetOrAdd(field));
        return true;
    }

    public override void AppendMissing() => codes.Add(CategoryColumn.MissingCode);

    public override void Truncate(int count) => codes.Truncate(count);

    public override Column Build() => new CategoryColumn(Name, codes.Memory, categories);
}

/// <summary>An array that doubles; hands out its memory without a copy at the end.</summary>
internal sealed class GrowingArray<T>
{
    private T[] items = new T[256];
    private int count;

    public ReadOnlyMemory<T> Memory => items.AsMemory(0, count);

    public void Add(T item)
    {
        if (count == items.Length) Array.Resize(ref items, count * 2);
        items[count++] = item;
    }

    public void Truncate(int length) => count = Math.Min(count, length);
}
