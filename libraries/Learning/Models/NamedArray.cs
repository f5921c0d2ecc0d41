using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Models;

/// <summary>An array to be written: doubles, floats, 32-bit integers or bytes. It refers to the values; nothing is copied until they are written.</summary>
public abstract class NamedArray
{
    private NamedArray(ArrayEntry entry) => Entry = entry;

    public ArrayEntry Entry { get; }

    /// <summary>The little-endian bytes.</summary>
    internal abstract ReadOnlySpan<byte> Bytes { get; }

    public static NamedArray Of<T>(string name, ReadOnlyMemory<T> values) where T : unmanaged => new TypedArray<T>(name, values);

    public static NamedArray Of<T>(string name, T[] values) where T : unmanaged => new TypedArray<T>(name, values);

    public static NamedArray Of<T>(string name, ReadOnlySpan<T> values) where T : unmanaged => new TypedArray<T>(name, values.ToArray());

    private sealed class TypedArray<T>(string name, ReadOnlyMemory<T> values)
        : NamedArray(new ArrayEntry(name, ElementType.NameOf<T>(), values.Length)) where T : unmanaged
    {
        private readonly ReadOnlyMemory<T> values = values;

        internal override ReadOnlySpan<byte> Bytes =>
            BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(values.Span) : ElementType.ToBytes(values.Span);
    }
}
