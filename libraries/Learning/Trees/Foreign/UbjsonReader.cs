using System.Buffers.Binary;
using System.Text;

namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>Reads Universal Binary JSON (big-endian, with counted and typed arrays) into <see cref="ForeignValue"/>.</summary>
/// <remarks>Whatever the bytes claim, no more is allocated than a small multiple of their number.</remarks>
internal ref struct UbjsonReader(ReadOnlySpan<byte> bytes)
{
    public const int MostLevels = 64;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;
    private int level;

    public static ForeignValue Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new UbjsonReader(bytes);
        var value = reader.Value(reader.Marker());
        return reader.position == bytes.Length ? value : throw ForeignValue.Refused($"{bytes.Length - reader.position} bytes follow its end");
    }

    private ForeignValue Value(byte marker)
    {
        switch (marker)
        {
            case (byte)'{': return Nested(objects: true);
            case (byte)'[': return Nested(objects: false);
            case (byte)'S' or (byte)'H': return new ForeignValue(Text());
            case (byte)'C': return new ForeignValue(((char)Take(1)[0]).ToString());
            case (byte)'T': return new ForeignValue(1);
            case (byte)'F': return new ForeignValue(0);
            case (byte)'Z': return new ForeignValue((string?)null);
            default: return new ForeignValue(Number(marker, Take(SizeOf(marker))));
        }
    }

    private ForeignValue Nested(bool objects)
    {
        if (++level > MostLevels) throw ForeignValue.Refused($"it is nested deeper than {MostLevels} levels");
        var value = objects ? Members() : Items();
        level--;
        return value;
    }

    private ForeignValue Members()
    {
        var members = new Dictionary<string, ForeignValue>(StringComparer.Ordinal);
        var type = TypeMarker();
        var count = Count(type is null ? 2 : 1 + SizeOf(type.Value));
        for (var i = 0L; i < (count ?? long.MaxValue); i++)
        {
            if (count is null && PeekAndTake((byte)'}')) break;
            var name = Text();
            members[name] = Value(type ?? Marker());
        }

        return new ForeignValue(members);
    }

    private ForeignValue Items()
    {
        var type = TypeMarker();
        var count = Count(type is null ? 1 : SizeOf(type.Value));
        if (type is { } known) return Numbers(known, count ?? throw ForeignValue.Refused("a typed array has no count"));
        var items = new List<ForeignValue>();
        for (var i = 0L; i < (count ?? long.MaxValue); i++)
        {
            var marker = Marker();
            if (count is null && marker == (byte)']') break;
            items.Add(Value(marker));
        }

        return ForeignValue.Array(items);
    }

    private ForeignValue Numbers(byte type, long count)
    {
        var size = SizeOf(type);
        var all = Take(checked((int)count * size));
        var numbers = new double[count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Number(type, all.Slice(i * size, size));
        return new ForeignValue(numbers);
    }

    /// <summary>The type that all values of a container share, where it names one.</summary>
    private byte? TypeMarker() => PeekAndTake((byte)'$') ? Marker() : null;

    /// <summary>The count of a container, where it names one; its values take at least <paramref name="size"/> bytes each.</summary>
    private long? Count(int size)
    {
        if (!PeekAndTake((byte)'#')) return null;
        var count = Integer();
        return count <= (bytes.Length - position) / size
            ? count
            : throw ForeignValue.Refused($"at byte {position} {count} values are announced, more than there is room for");
    }

    private string Text() => Encoding.UTF8.GetString(Take(Integer()));

    private long Integer()
    {
        var marker = Marker();
        if (marker is (byte)'d' or (byte)'D') throw ForeignValue.Refused($"a length before byte {position} is no integer");
        var bytesOfIt = Take(SizeOf(marker));
        var value = marker == (byte)'L' ? BinaryPrimitives.ReadInt64BigEndian(bytesOfIt) : (long)Number(marker, bytesOfIt);
        return value >= 0 ? value : throw ForeignValue.Refused($"a length before byte {position} is {value}");
    }

    private static double Number(byte marker, ReadOnlySpan<byte> value) => marker switch
    {
        (byte)'i' => (sbyte)value[0],
        (byte)'U' => value[0],
        (byte)'I' => BinaryPrimitives.ReadInt16BigEndian(value),
        (byte)'l' => BinaryPrimitives.ReadInt32BigEndian(value),
        (byte)'L' => BinaryPrimitives.ReadInt64BigEndian(value),
        (byte)'d' => BinaryPrimitives.ReadSingleBigEndian(value),
        _ => BinaryPrimitives.ReadDoubleBigEndian(value),
    };

    private readonly int SizeOf(byte marker) => marker switch
    {
        (byte)'i' or (byte)'U' => 1,
        (byte)'I' => 2,
        (byte)'l' or (byte)'d' => 4,
        (byte)'L' or (byte)'D' => 8,
        _ => throw ForeignValue.Refused($"the type before byte {position} is 0x{marker:x2}, which is no number's"),
    };

    private byte Marker()
    {
        byte marker;
        do marker = Take(1)[0];
        while (marker == (byte)'N');
        return marker;
    }

    private bool PeekAndTake(byte marker)
    {
        if (position >= bytes.Length || bytes[position] != marker) return false;
        position++;
        return true;
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > bytes.Length - position) throw ForeignValue.Refused($"it ends at byte {bytes.Length} inside a value that begins at byte {position}");
        var taken = bytes.Slice(position, (int)count);
        position += (int)count;
        return taken;
    }
}
