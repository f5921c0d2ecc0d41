using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Models;

/// <summary>The element types of a model file's arrays, and their little-endian bytes.</summary>
internal static class ElementType
{
    public static string NameOf<T>() where T : unmanaged =>
        typeof(T) == typeof(double) ? "f64"
        : typeof(T) == typeof(float) ? "f32"
        : typeof(T) == typeof(int) ? "i32"
        : typeof(T) == typeof(byte) ? "u8"
        : throw new ArgumentException($"A model file holds no arrays of {typeof(T)}.");

    /// <summary>The bytes of one element of a type, or 0 for a type that is not known.</summary>
    public static int SizeOf(string name) => name switch { "f64" => 8, "f32" or "i32" => 4, "u8" => 1, _ => 0 };

    public static byte[] ToBytes<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        SwapWhereBigEndian<T>(bytes);
        return bytes;
    }

    public static T[] FromBytes<T>(ReadOnlySpan<byte> bytes) where T : unmanaged
    {
        var values = new T[bytes.Length / Unsafe.SizeOf<T>()];
        var target = MemoryMarshal.AsBytes(values.AsSpan());
        bytes[..target.Length].CopyTo(target);
        SwapWhereBigEndian<T>(target);
        return values;
    }

    private static void SwapWhereBigEndian<T>(Span<byte> bytes) where T : unmanaged
    {
        if (BitConverter.IsLittleEndian) return;
        if (Unsafe.SizeOf<T>() == sizeof(long))
        {
            var words = MemoryMarshal.Cast<byte, long>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else if (Unsafe.SizeOf<T>() == sizeof(int))
        {
            var words = MemoryMarshal.Cast<byte, int>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
