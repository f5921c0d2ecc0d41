namespace MlPlatform.Tables.Reading;

/// <summary>An array that doubles; hands out its memory without a copy at the end.</summary>
internal sealed class GrowingArray<T>
    where T : unmanaged
{
    private const int Least = 256;

    private T[] items = [];

    public int Count { get; private set; }

    public Span<T> Span => items.AsSpan(0, Count);

    public ReadOnlyMemory<T> Memory => items.AsMemory(0, Count);

    /// <summary>Makes the array longer; what the new items hold is not said.</summary>
    public Span<T> Extend(int count)
    {
        var start = Count;
        if (start + (long)count > Array.MaxLength) throw new TableFormatException("A column is larger than memory can address; read the data in chunks.");
        if (items.Length < start + count) Grow(Math.Max(start + (long)count, Math.Max(Least, items.Length * 2L)));
        Count += count;
        return items.AsSpan(start, count);
    }

    public void Truncate(int length) => Count = Math.Min(Count, length);

    public void RemoveFirst(int count)
    {
        items.AsSpan(count, Count - count).CopyTo(items);
        Count -= count;
    }

    public void Reserve(long count)
    {
        if (count > items.Length) Grow(count);
    }

    private void Grow(long capacity)
    {
        var larger = GC.AllocateUninitializedArray<T>((int)Math.Min(capacity, Array.MaxLength));
        Span.CopyTo(larger);
        items = larger;
    }
}
