using System.Buffers;
using System.Text;

namespace MlPlatform.Aws.Signing;

/// <summary>A UTF-8 text that grows on the stack first, then in pooled memory; disposing it gives the pooled part back.</summary>
internal ref struct Utf8Buffer(Span<byte> initial)
{
    private Span<byte> _space = initial;
    private byte[]? _rented;
    private int _length;

    public readonly ReadOnlySpan<byte> Written => _space[.._length];

    public readonly int Length => _length;

    public void Add(byte value) => Reserve(1)[0] = value;

    public void Add(scoped ReadOnlySpan<byte> text) => text.CopyTo(Reserve(text.Length));

    public void Add(scoped ReadOnlySpan<char> text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, Reserve(size));
    }

    public void AddHex(scoped ReadOnlySpan<byte> bytes)
    {
        var target = Reserve(bytes.Length * 2);
        Convert.TryToHexStringLower(bytes, target, out _);
    }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
    }

    private Span<byte> Reserve(int size)
    {
        if (_length + size > _space.Length) Grow(_length + size);
        var part = _space.Slice(_length, size);
        _length += size;
        return part;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _space.Length * 2));
        Written.CopyTo(larger);
        Dispose();
        _space = _rented = larger;
    }
}
