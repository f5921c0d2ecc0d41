using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace MlPlatform.Learning.Onnx;

/// <summary>A protobuf message being written: fields by number, in wire format.</summary>
internal sealed class ProtoMessage
{
    private const int VarintWire = 0;
    private const int BytesWire = 2;
    private const int Fixed32Wire = 5;

    private readonly ArrayBufferWriter<byte> bytes = new();

    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    public ProtoMessage Integer(int field, long value)
    {
        Tag(field, VarintWire);
        Varint((ulong)value);
        return this;
    }

    public ProtoMessage Float(int field, float value)
    {
        Tag(field, Fixed32Wire);
        Little<float>([value]);
        return this;
    }

    public ProtoMessage Text(int field, string value) => Blob(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Message(int field, ProtoMessage value) => Blob(field, value.Bytes);

    public ProtoMessage Blob(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, BytesWire);
        Varint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    /// <summary>Numbers as the raw little-endian bytes of one field; of floats this is also the packed form of a repeated field.</summary>
    public ProtoMessage Raw<T>(int field, ReadOnlySpan<T> values) where T : unmanaged
    {
        Tag(field, BytesWire);
        Varint((ulong)MemoryMarshal.AsBytes(values).Length);
        Little(values);
        return this;
    }

    /// <summary>A repeated field of integers, packed.</summary>
    public ProtoMessage Integers(int field, ReadOnlySpan<long> values)
    {
        var packed = new ProtoMessage();
        foreach (var value in values) packed.Varint((ulong)value);
        return Message(field, packed);
    }

    private void Tag(int field, int wire) => Varint((ulong)((field << 3) | wire));

    private void Varint(ulong value)
    {
        var span = bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        bytes.Advance(length);
    }

    private void Little<T>(ReadOnlySpan<T> values) where T : unmanaged => bytes.Write(Models.ElementType.ToBytes(values));
}
