namespace MlPlatform.Learning.Tiles;

/// <summary>Work spaces that are used again: a caller takes one for itself, and puts it back.</summary>
internal sealed class SpareParts<T>(Func<T> create) where T : class
{
    private const int Places = 64;

    private readonly T?[] spares = new T?[Places];

    public T Take()
    {
        foreach (ref var place in spares.AsSpan())
        {
            if (place is not null && Interlocked.Exchange(ref place, null) is { } spare) return spare;
        }

        return create();
    }

    public void Return(T part)
    {
        foreach (ref var place in spares.AsSpan())
        {
            if (place is null && Interlocked.CompareExchange(ref place, part, null) is null) return;
        }
    }
}
